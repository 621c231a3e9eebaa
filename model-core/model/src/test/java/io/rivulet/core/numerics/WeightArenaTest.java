package io.rivulet.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightArenaTest {
    private static final int PANEL = 32;

    @Test
    void matricesSideBySideKeepTheirOwnWeights() {
        long seed = 31;
        Random random = new Random(seed);
        WeightArena arena = new WeightArena();
        float[][] weights = new float[40][];
        PackedMatrix[] packed = new PackedMatrix[weights.length];
        for (int m = 0; m < weights.length; m++) {
            weights[m] = new float[(m + 1) * (m + 3)];
            for (int i = 0; i < weights[m].length; i++) {
                weights[m][i] = random.nextFloat();
            }
            packed[m] = arena.pack(weights[m], m + 1, m + 3, PANEL);
        }
        float[] anew = weights[7].clone();
        anew[3] = 5;
        packed[7].refill(anew, 0);
        weights[7] = anew;
        for (int m = 0; m < weights.length; m++) {
            for (int i = 0; i < weights[m].length; i++) {
                assertThat(packed[m].weight(i / (m + 3), i % (m + 3)))
                        .as("matrix %d, weight %d, seed %d", m, i, seed)
                        .isEqualTo(weights[m][i]);
            }
        }
    }

    @Test
    void aMatrixLargerThanAnArrayOfTheArenaHasOneOfItsOwn() {
        WeightArena arena = new WeightArena();
        PackedMatrix small = arena.pack(new float[] {1}, 1, 1, PANEL);
        int in = 1 << 18;
        PackedMatrix large = arena.pack(new float[in], 1, in, PANEL);
        assertThat(large.panels()).isNotSameAs(small.panels());
        assertThat(small.weight(0, 0)).isEqualTo(1);
    }

    @Test
    void everyMatrixBeginsOnALine() {
        WeightArena arena = new WeightArena();
        for (int out = 1; out < 10; out++) {
            assertThat((arena.pack(new float[3 * out], out, 3, PANEL).at() - Aligned.FIRST) % 16)
                    .isZero();
        }
    }
}

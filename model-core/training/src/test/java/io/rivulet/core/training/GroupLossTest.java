package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.emission.LogisticLaw;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupLossTest {
    private static final LogisticLaw LAW = new LogisticLaw(2, 4, 3);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void probabilitiesOfAllGroupsSumToOne(long seed) {
        float[] outputs = outputs(seed);
        GroupLoss loss = new GroupLoss(LAW);
        double sum = 0;
        for (int i = 0; i < 4 * 4 * 4; i++) {
            sum += Math.exp(-loss.nats(outputs, 1, new float[] {9, i / 16, i / 4 % 4, i % 4}, 1));
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void theGradientIsThatOfTheNats(long seed) {
        float[] symbols = {3, 0, 2};
        float[] gradient = outputs(seed);
        GroupLoss loss = new GroupLoss(LAW);
        loss.gradient(gradient, 1, symbols, 0, 2);
        for (int i = 1; i < gradient.length; i++) {
            float[] near = outputs(seed);
            near[i] += 1e-2f;
            double above = loss.nats(near, 1, symbols, 0);
            near[i] -= 2e-2f;
            double below = loss.nats(near, 1, symbols, 0);
            assertThat((double) gradient[i]).as("output %d", i).isCloseTo(2 * (above - below) / 2e-2, within(5e-3));
        }
    }

    @Test
    void aSymbolMovesThoseAfterItAndNoneBefore() {
        float[] outputs = outputs(7);
        float[] own = new float[LAW.outputs()];
        float[] group = new float[LAW.outputs()];
        System.arraycopy(outputs, 1, group, 0, group.length);
        float[] dark = {0, 1, 1};
        float[] light = {3, 1, 1};
        assertThat(LAW.own(group, dark, 0, 0, own).clone())
                .isEqualTo(LAW.own(group, light, 0, 0, own).clone());
        for (int member : new int[] {1, 2}) {
            float[] first = LAW.own(group, dark, 0, member, own).clone();
            float[] second = LAW.own(group, light, 0, member, own).clone();
            float move = 2 * group[LAW.coefficients(member)];
            assertThat(second[2] - first[2]).isCloseTo(move, within(1e-5f));
            assertThat(second[0]).isEqualTo(first[0]);
        }
    }

    /** The first belongs to nobody. */
    private static float[] outputs(long seed) {
        Random random = new Random(seed);
        float[] outputs = new float[1 + LAW.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) random.nextGaussian();
        }
        return outputs;
    }
}

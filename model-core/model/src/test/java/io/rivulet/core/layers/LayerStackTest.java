package io.rivulet.core.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerStackTest {
    private static final long SEED = 8;
    private static final int WIDTH = 20;
    private static final int STATES = 12;
    private static final int DEPTH = 3;
    /** Numbers of a session, of which the first are not the stack's. */
    private static final int OFFSET = 5;

    private static final int STRIDE = OFFSET + DEPTH * 2 * STATES;

    private final Kernels kernels = Kernels.best();

    /** Blocks end within sequences, between them, and take several whole ones. */
    @ParameterizedTest(name = "seed {0}, {1} threads")
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "5, 2", "6, 3", "7, 4"})
    void rowsThroughAllLayersInBlocksEqualEveryRowByItself(long seed, int count) {
        try (PassThreads threads = PassThreads.of(count)) {
            rowsEqualEveryRowByItself(new Random(seed), threads);
        }
    }

    private void rowsEqualEveryRowByItself(Random random, PassThreads threads) {
        LayerStack stack = stack(random, threads);
        Segments segments = Segments.of(250, 1, 1, 37, 95, 96, 97, 1 + random.nextInt(200));
        float[] h = normal(random, segments.rows() * WIDTH);
        float[] states = normal(random, segments.count() * STRIDE);
        float[] expected = new float[h.length];
        float[] expectedStates = states.clone();
        rowByRow(stack, h, segments, expectedStates, expected);
        float[] absorbed = states.clone();
        stack.absorb(h, segments, absorbed, STRIDE, OFFSET);
        float[] out = new float[h.length];
        stack.run(h, segments, states, STRIDE, OFFSET, out);
        assertThat(out).isEqualTo(expected);
        assertThat(states).isEqualTo(expectedStates);
        assertThat(absorbed).isEqualTo(expectedStates);
    }

    @Test
    @Timeout(60)
    void aThreadThatFailsEndsThePassAndTheNextOneRuns() {
        Random random = new Random(SEED);
        Segments segments = Segments.of(200, 300);
        float[] h = normal(random, segments.rows() * WIDTH);
        float[] states = normal(random, segments.count() * STRIDE);
        float[] out = new float[h.length];
        try (PassThreads threads = PassThreads.of(3)) {
            LayerStack stack = stack(random, threads);
            float[] tooFew = Arrays.copyOf(states, STRIDE);
            assertThatThrownBy(() -> stack.run(h, segments, tooFew, STRIDE, OFFSET, out))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            float[] expected = new float[h.length];
            rowByRow(stack, h, segments, states.clone(), expected);
            stack.run(h, segments, states, STRIDE, OFFSET, out);
            assertThat(out).as("seed %d", SEED).isEqualTo(expected);
        }
    }

    private static void rowByRow(LayerStack stack, float[] h, Segments segments, float[] states, float[] out) {
        Segments one = Segments.of(1);
        float[] result = new float[WIDTH];
        int row = 0;
        for (int s = 0; s < segments.count(); s++) {
            float[] own = Arrays.copyOfRange(states, s * STRIDE, (s + 1) * STRIDE);
            for (int t = 0; t < segments.steps(s); t++, row++) {
                stack.run(Arrays.copyOfRange(h, row * WIDTH, (row + 1) * WIDTH), one, own, STRIDE, OFFSET, result);
                System.arraycopy(result, 0, out, row * WIDTH, WIDTH);
            }
            System.arraycopy(own, 0, states, s * STRIDE, STRIDE);
        }
    }

    private LayerStack stack(Random random, PassThreads threads) {
        List<SsmLayer> layers = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
            layers.add(new SsmLayer(
                    Diagonal.of(fill(STATES, -1f), fill(STATES, 0.3f)),
                    normal(random, 2 * STATES),
                    normal(random, WIDTH),
                    normal(random, WIDTH),
                    kernels.pack(normal(random, 2 * STATES * WIDTH), 2 * STATES, WIDTH),
                    kernels.pack(normal(random, 2 * STATES * WIDTH), WIDTH, 2 * STATES),
                    normal(random, WIDTH),
                    Linear.of(
                            kernels, normal(random, 2 * WIDTH * WIDTH), normal(random, 2 * WIDTH), 2 * WIDTH, WIDTH)));
        }
        return new LayerStack(kernels, layers, normal(random, WIDTH), normal(random, WIDTH), threads);
    }

    private static float[] fill(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.3f * (float) random.nextGaussian();
        }
        return values;
    }
}

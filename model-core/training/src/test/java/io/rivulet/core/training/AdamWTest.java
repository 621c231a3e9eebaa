package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.model.TensorSpec;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamWTest {
    private static final List<TensorSpec> SPECS =
            List.of(new TensorSpec("layer.weight", List.of(3, 5)), new TensorSpec("layer.nu", List.of(7)));
    private static final int PLAIN = 15;
    private static final int SIZE = 22;
    private static final double RATE = 0.01;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void stepsAreThoseOfTheDefinitionInDoublePrecision(long seed) {
        OptimiserSettings settings = new OptimiserSettings(0.99, 0.05, Set.of("nu"), 0.25, 2);
        SplittableRandom random = new SplittableRandom(seed);
        Parameters parameters = new Parameters(SPECS);
        double[] value = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            parameters.values()[i] = (float) random.nextGaussian();
            value[i] = parameters.values()[i];
        }
        AdamW optimiser = new AdamW(parameters, settings);
        double[] mean = new double[SIZE];
        double[] square = new double[SIZE];
        for (int step = 1; step <= 5; step++) {
            // Some gradients are longer than 2, others are not.
            float[] gradients = gradients(random, 0.2 * step);
            double norm = 0;
            for (float g : gradients) {
                norm += (double) g * g;
            }
            norm = Math.sqrt(norm);
            assertThat(optimiser.step(gradients, RATE)).isCloseTo(norm, within(1e-5));
            for (int i = 0; i < SIZE; i++) {
                double g = gradients[i] * Math.min(1, 2 / norm);
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                square[i] = 0.99 * square[i] + 0.01 * g * g;
                double move = mean[i] / (1 - Math.pow(0.9, step));
                move /= Math.sqrt(square[i] / (1 - Math.pow(0.99, step))) + 1e-8;
                value[i] -= RATE * (i < PLAIN ? 1 : 0.25) * move;
                value[i] *= i < PLAIN ? 1 - RATE * 0.05 : 1;
                assertThat((double) parameters.values()[i])
                        .as("step %d, at %d", step, i)
                        .isCloseTo(value[i], within(1e-5));
            }
        }
        assertThat(optimiser.stepsDone()).isEqualTo(5);
    }

    @Test
    void withoutABoundTheLengthOfAGradientIsLeftAlone() {
        Parameters parameters = new Parameters(SPECS);
        AdamW optimiser = new AdamW(parameters, new OptimiserSettings(0.999, 0, Set.of(), 1, Double.POSITIVE_INFINITY));
        float[] gradients = gradients(new SplittableRandom(4), 1e3);
        optimiser.step(gradients, RATE);
        for (int i = 0; i < SIZE; i++) {
            assertThat(optimiser.state().mean()[i]).isCloseTo(0.1f * gradients[i], within(1e-3f));
        }
    }

    @Test
    void settingsThatAreNoSharesAreRefused() {
        assertThatThrownBy(() -> new OptimiserSettings(1, 0, Set.of(), 1, 1)).hasMessageContaining("got 1.0 to keep");
        assertThatThrownBy(() -> new OptimiserSettings(0.9, 0, Set.of(), 0, 1)).hasMessageContaining("slow rate of 0");
        assertThatThrownBy(() -> new OptimiserSettings(0.9, 1, Set.of(), 1, 1)).hasMessageContaining("got 1.0 and 1.0");
        assertThatThrownBy(() -> new OptimiserSettings(0.9, 0, Set.of(), 1, 0)).hasMessageContaining("got 0.0 and 0.0");
    }

    private static float[] gradients(SplittableRandom random, double scale) {
        float[] gradients = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            gradients[i] = (float) (scale * random.nextGaussian());
        }
        return gradients;
    }
}

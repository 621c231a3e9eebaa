package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of the whole objective, tensor by tensor, against central differences along random directions. */
class GradientTest {
    private static final int BATCH = 3;
    private static final int STEPS = 5;

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(new Bernoulli(), 16, 32, 1L),
                Arguments.of(new AutoregressiveBernoulli(16), 16, 32, 2L),
                Arguments.of(new AutoregressiveBernoulli(16), 48, 32, 3L),
                Arguments.of(new AutoregressiveBernoulli(32), 32, 64, 4L));
    }

    @ParameterizedTest(name = "{0}, width {1}, states {2}, seed {3}")
    @MethodSource("models")
    void everyTensorsGradientMatchesFiniteDifferences(Emission emission, int width, int states, long seed) {
        ModelConfig config = new ModelConfig("gradient", 6, 3, width, states, 2, 2, 1, emission);
        Parameters parameters = Initialisation.of(config, seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < parameters.size(); i++) {
            parameters.values()[i] += (float) (0.05 * random.nextGaussian());
        }
        float[] symbols = new float[BATCH * STEPS * config.frame()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = random.nextInt(2);
        }
        int[] cuts = {0, 2, 4};
        Bound bound = new Bound(Kernels.best(), parameters, config, BATCH, STEPS);
        float[] gradient = new float[parameters.size()];
        loss(bound, symbols, cuts, seed);
        bound.backward(symbols, cuts, 0.7f, 1f, gradient);
        bound.networks().finish(gradient);

        for (TensorSpec spec : parameters.specs()) {
            int at = parameters.offset(spec.name());
            int size = Math.toIntExact(spec.size());
            float[] slice = Arrays.copyOfRange(gradient, at, at + size);
            double[] steepest = direction(size, i -> slice[i]);
            check(spec.name(), slice, steepest, slope(bound, parameters, at, steepest, symbols, cuts, seed), 0.02);
            for (int trial = 0; trial < 3; trial++) {
                double[] any = direction(size, i -> random.nextGaussian());
                check(spec.name(), slice, any, slope(bound, parameters, at, any, symbols, cuts, seed), 0.05);
            }
        }
    }

    /** Float noise and the corners of relu and clamp leave {@code tolerance}, absolute and relative. */
    private static void check(
            String tensor, float[] gradient, double[] direction, double difference, double tolerance) {
        double slope = 0;
        for (int i = 0; i < gradient.length; i++) {
            slope += gradient[i] * direction[i];
        }
        assertThat(Math.abs(slope - difference))
                .as("%s: by gradient %.5f, by difference %.5f", tensor, slope, difference)
                .isLessThan(tolerance * (1 + Math.abs(difference)));
    }

    /** A direction of length one. */
    private static double[] direction(int size, IntToDoubleFunction component) {
        double[] direction = IntStream.range(0, size).mapToDouble(component).toArray();
        double norm = Math.sqrt(Arrays.stream(direction).map(d -> d * d).sum());
        return Arrays.stream(direction).map(d -> d / norm).toArray();
    }

    private static double slope(
            Bound bound, Parameters parameters, int at, double[] direction, float[] symbols, int[] cuts, long seed) {
        // Wide enough for float noise, narrow enough for the corners.
        double h = 3e-3;
        double up = at(bound, parameters, at, direction, h, symbols, cuts, seed);
        return (up - at(bound, parameters, at, direction, -h, symbols, cuts, seed)) / (2 * h);
    }

    private static double at(
            Bound bound,
            Parameters parameters,
            int at,
            double[] direction,
            double h,
            float[] symbols,
            int[] cuts,
            long seed) {
        float[] kept = Arrays.copyOfRange(parameters.values(), at, at + direction.length);
        for (int i = 0; i < direction.length; i++) {
            parameters.values()[at + i] += (float) (h * direction[i]);
        }
        double value = loss(bound, symbols, cuts, seed);
        System.arraycopy(kept, 0, parameters.values(), at, kept.length);
        return value;
    }

    private static double loss(Bound bound, float[] symbols, int[] cuts, long seed) {
        bound.refresh();
        Bound.Nats nats = bound.forward(symbols, cuts, new SplittableRandom(seed));
        double sum = 0;
        for (int b = 0; b < cuts.length; b++) {
            sum += nats.reconstruction()[b] + 0.7 * nats.divergence()[b];
        }
        return sum;
    }
}

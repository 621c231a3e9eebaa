package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.model.TensorSpec;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Gradients, tensor by tensor, against central differences of a loss along random directions. */
final class Differences {
    private final Parameters parameters;
    private final DoubleSupplier loss;
    private final RandomGenerator random;

    /** @param loss at the parameters' present values, the same each time */
    Differences(Parameters parameters, DoubleSupplier loss, RandomGenerator random) {
        this.parameters = parameters;
        this.loss = loss;
        this.random = random;
    }

    /** Checks the tensors whose names {@code which} accepts. */
    void check(float[] gradient, Predicate<String> which) {
        int checked = 0;
        for (TensorSpec spec : parameters.specs()) {
            if (which.test(spec.name())) {
                tensor(spec, gradient);
                checked++;
            }
        }
        assertThat(checked).as("tensors checked").isPositive();
    }

    private void tensor(TensorSpec spec, float[] gradient) {
        int at = parameters.offset(spec.name());
        int size = Math.toIntExact(spec.size());
        float[] slice = Arrays.copyOfRange(gradient, at, at + size);
        if (norm(i -> slice[i], size) > 1e-6) {
            check(spec.name(), slice, direction(size, i -> slice[i]), at, 0.02);
        }
        for (int trial = 0; trial < 3; trial++) {
            check(spec.name(), slice, direction(size, i -> random.nextGaussian()), at, 0.05);
        }
    }

    /** Float noise and the corners of relu and clamp leave {@code tolerance}, absolute and relative. */
    private void check(String tensor, float[] gradient, double[] direction, int at, double tolerance) {
        double slope = 0;
        for (int i = 0; i < gradient.length; i++) {
            slope += gradient[i] * direction[i];
        }
        double difference = slope(at, direction);
        assertThat(Math.abs(slope - difference))
                .as("%s: by gradient %.5f, by difference %.5f", tensor, slope, difference)
                .isLessThan(tolerance * (1 + Math.abs(difference)));
    }

    /** A direction of length one. */
    private static double[] direction(int size, IntToDoubleFunction component) {
        double[] direction = IntStream.range(0, size).mapToDouble(component).toArray();
        double norm = norm(i -> direction[i], size);
        return Arrays.stream(direction).map(d -> d / norm).toArray();
    }

    private static double norm(IntToDoubleFunction component, int size) {
        return Math.sqrt(
                IntStream.range(0, size).mapToDouble(component).map(d -> d * d).sum());
    }

    private double slope(int at, double[] direction) {
        // Wide enough for float noise, narrow enough for the corners.
        double h = 3e-3;
        return (moved(at, direction, h) - moved(at, direction, -h)) / (2 * h);
    }

    private double moved(int at, double[] direction, double h) {
        float[] kept = Arrays.copyOfRange(parameters.values(), at, at + direction.length);
        for (int i = 0; i < direction.length; i++) {
            parameters.values()[at + i] += (float) (h * direction[i]);
        }
        double value = loss.getAsDouble();
        System.arraycopy(kept, 0, parameters.values(), at, kept.length);
        return value;
    }
}

package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The gradient of an objective, tensor by tensor, against central differences along random directions. */
public final class GradientCheck {
    private static final int STEPS = 5;
    private static final float DIVERGENCE_WEIGHT = 0.7f;
    private static final int[] CUTS = {0, 2, 4};

    private final SplittableRandom random;
    private final long seed;
    private final Parameters parameters;
    private final Objective objective;
    private final float[] symbols;

    /** For random sequences of 5 frames of {@code frame} symbols below {@code values}. */
    public GradientCheck(Trainable model, int frame, int values, long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        parameters = model.initialise(seed);
        for (int i = 0; i < parameters.size(); i++) {
            parameters.values()[i] += (float) (0.05 * random.nextGaussian());
        }
        objective = model.objective(Kernels.best(), parameters, STEPS);
        symbols = new float[CUTS.length * STEPS * frame];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = random.nextInt(values);
        }
    }

    public void everyTensorMatchesDifferences() {
        float[] gradient = new float[parameters.size()];
        loss();
        objective.backward(symbols, CUTS, DIVERGENCE_WEIGHT, 1f, gradient);
        objective.finish(gradient);
        for (TensorSpec spec : parameters.specs()) {
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
        double value = loss();
        System.arraycopy(kept, 0, parameters.values(), at, kept.length);
        return value;
    }

    private double loss() {
        objective.refresh();
        Objective.Nats nats = objective.forward(symbols, CUTS, new SplittableRandom(seed));
        double sum = 0;
        for (int b = 0; b < CUTS.length; b++) {
            sum += nats.reconstruction()[b] + DIVERGENCE_WEIGHT * nats.divergence()[b];
        }
        return sum;
    }
}

package io.rivulet.core.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * Where a bound's nats come from: means over held-out sequences at each step.
 *
 * @param reconstruction of the symbols given the latents, in nats
 * @param divergence of the posterior from the prior, in nats; 0 where the likelihood is exact
 */
public record StepProfile(List<Double> reconstruction, List<Double> divergence) {
    public StepProfile {
        if (reconstruction.isEmpty() || reconstruction.size() != divergence.size()) {
            throw new IllegalArgumentException("a profile has both parts of at least 1 step, got "
                    + reconstruction.size() + " and " + divergence.size() + " steps");
        }
        reconstruction = List.copyOf(reconstruction);
        divergence = List.copyOf(divergence);
    }

    /** Of arrays, [steps] each, rounded to four decimals. */
    public static StepProfile of(double[] reconstruction, double[] divergence) {
        return new StepProfile(rounded(reconstruction), rounded(divergence));
    }

    private static List<Double> rounded(double[] nats) {
        return Arrays.stream(nats)
                .mapToObj(value -> Math.rint(value * 1e4) / 1e4)
                .toList();
    }

    /** Reconstruction and divergence together at each step. */
    public double[] total() {
        double[] total = new double[reconstruction.size()];
        for (int i = 0; i < total.length; i++) {
            total[i] = reconstruction.get(i) + divergence.get(i);
        }
        return total;
    }
}

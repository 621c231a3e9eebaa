package io.rivulet.core.training;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * The bound of each of a set of sequences, in nats: with one sample the evidence bound, with k the importance-weighted
 * one (arXiv 1509.00519), {@code -log(mean over samples of exp(-nats))}.
 *
 * @param nats of each sequence
 * @param reconstruction mean over sequences and samples at each step, [steps], 0 where observed
 * @param divergence likewise
 */
public record BoundEstimate(double[] nats, double[] reconstruction, double[] divergence) {

    /** Of a model that has its encoder, over all {@code sequences}, each observed for {@code cut} steps. */
    public static BoundEstimate of(Bundle model, Sequences sequences, int cut, int samples, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("a bound takes at least 1 draw an image, got " + samples);
        }
        Parameters parameters = Parameters.of(TensorLayout.all(model.config()), model.weights());
        VariationalTraining training = new VariationalTraining(model.config(), 0);
        Objective objective = training.objective(Kernels.best(), parameters, sequences.steps());
        objective.refresh();
        return of(objective, training.shard(), sequences, cut, samples, seed);
    }

    /** Of any objective, whose passes take up to {@code size} sequences. */
    public static BoundEstimate of(
            Objective objective, int size, Sequences sequences, int cut, int samples, long seed) {
        int count = sequences.count();
        BoundEstimate estimate =
                new BoundEstimate(new double[count], new double[sequences.steps()], new double[sequences.steps()]);
        float[] symbols = new float[size * sequences.steps() * sequences.frame()];
        double[][] totals = new double[size][samples];
        for (int first = 0; first < count; first += size) {
            int batch = Math.min(size, count - first);
            for (int i = 0; i < batch; i++) {
                sequences.copy(first + i, symbols, i);
            }
            int[] cuts = new int[batch];
            Arrays.fill(cuts, cut);
            for (int k = 0; k < samples; k++) {
                Objective.Nats nats = objective.forward(symbols, cuts, NoiseStream.of(seed, first, k));
                for (int i = 0; i < batch; i++) {
                    totals[i][k] = nats.total(i);
                }
                addMeans(nats.reconstruction(), (double) count * samples, estimate.reconstruction);
                addMeans(nats.divergence(), (double) count * samples, estimate.divergence);
            }
            for (int i = 0; i < batch; i++) {
                estimate.nats[first + i] = logMean(totals[i]);
            }
        }
        return estimate;
    }

    private static void addMeans(double[] rows, double count, double[] steps) {
        for (int row = 0; row < rows.length; row++) {
            steps[row % steps.length] += rows[row] / count;
        }
    }

    private static double logMean(double[] nats) {
        double least = Arrays.stream(nats).min().orElseThrow();
        double sum = Arrays.stream(nats).map(n -> Math.exp(least - n)).sum();
        return least - Math.log(sum / nats.length);
    }

    public double mean() {
        return Arrays.stream(nats).average().orElseThrow();
    }
}

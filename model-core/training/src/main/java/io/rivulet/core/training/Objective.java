package io.rivulet.core.training;

import java.util.SplittableRandom;

/** The loss of a batch of equally long sequences and its gradient. Owns its memory: one per thread. */
public interface Objective {

    /**
     * Of each step, in nats, [batch, steps] each, 0 where the step is observed.
     *
     * @param divergence what training weighs; 0 where the likelihood is exact
     * @param logRatio {@code log q(z) - log p(z)} of the draw itself, whose mean is the divergence
     */
    record Nats(int batch, double[] reconstruction, double[] divergence, double[] logRatio) {

        /** Where the likelihood is exact. */
        public Nats(int batch, double[] reconstruction) {
            this(batch, reconstruction, new double[reconstruction.length], new double[reconstruction.length]);
        }

        /** The number of steps. */
        public int steps() {
            return reconstruction.length / batch;
        }

        /** Minus the log weight of the draw: its importance-weighted mean over draws is a bound. */
        public double total(int sequence) {
            double sum = 0;
            for (int row = sequence * steps(); row < (sequence + 1) * steps(); row++) {
                sum += reconstruction[row] + logRatio[row];
            }
            return sum;
        }
    }

    /** Takes the parameters' present values. */
    void refresh();

    /** Of discrete latents: the temperature of the softmax that stands in for a draw in backward passes. */
    default void relax(float temperature) {}

    /** symbols [batch, steps, F], cuts [batch]: how many steps of each are observed. */
    Nats forward(float[] symbols, int[] cuts, SplittableRandom random);

    /**
     * After {@link #forward}: adds to {@code gradients} that of {@code scale * sum over sequences of (reconstruction +
     * divergenceWeight * divergence)}, as the networks collect it.
     */
    void backward(float[] symbols, int[] cuts, float divergenceWeight, float scale, float[] gradients);

    /** Turns a gradient as the backward passes collect it, summed over all shards, into that of the parameters. */
    void finish(float[] gradients);
}

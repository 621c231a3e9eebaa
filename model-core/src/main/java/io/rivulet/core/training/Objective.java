package io.rivulet.core.training;

import java.util.SplittableRandom;

/** The loss of a batch of equally long sequences and its gradient. Owns its memory: one per thread. */
public interface Objective {

    /** Of each sequence's unobserved part, in nats: reconstruction and divergence (0 where all is exact), [batch] each. */
    record Nats(double[] reconstruction, double[] divergence) {
        public double total(int sequence) {
            return reconstruction[sequence] + divergence[sequence];
        }
    }

    /** Takes the parameters' present values. */
    void refresh();

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

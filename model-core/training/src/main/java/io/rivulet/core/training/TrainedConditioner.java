package io.rivulet.core.training;

import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/**
 * What observed frames say of the latents after them, and what enters the decoder: a model's conditioning, in training.
 * Owns its networks, but for the decoder, and memory: one per thread.
 */
interface TrainedConditioner {

    static TrainedConditioner of(
            Kernels kernels,
            Parameters parameters,
            ModelConfig config,
            TrainedStack decoder,
            Workspace work,
            int rows) {
        if (config.conditioning() == Conditioning.PARTIAL_POSTERIOR) {
            return new TrainedPartialPosterior(kernels, parameters, config, work, rows);
        }
        return new TrainedObservedInput(kernels, parameters, config, decoder, work, rows);
    }

    /** Takes the parameters' present values. */
    void refresh();

    /** Turns gradients as the backward passes collect them into those of the parameters. */
    default void finish(float[] gradients) {}

    /** As {@link Posterior#relax}, of latents that follow from observed frames. */
    default void relax(float temperature) {}

    /** What decides the latents of every step given the observed frames of x [rows, E]: [rows, parameters]. */
    float[] prior(float[] x, Cuts cuts);

    /** After {@link #prior}: what enters the decoder where it emits, h [rows, H], from latents z [rows, inputs]. */
    void input(float[] z, Cuts cuts, float[] h);

    /**
     * From dh, the gradient of what {@link #input} gave, which is changed, to that of z, the latents of the same call.
     */
    void inputBackward(float[] dh, float[] z, Cuts cuts, float[] dz, float[] gradients);

    /** After {@link #inputBackward}: from the gradient of what {@link #prior} gave, which is changed. */
    void priorBackward(float[] dPrior, Cuts cuts, float[] gradients);
}

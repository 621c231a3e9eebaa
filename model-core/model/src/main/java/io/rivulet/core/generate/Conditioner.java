package io.rivulet.core.generate;

import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** How observed frames move sessions, and what they say of the latents to come: a model's conditioning, in serving. */
interface Conditioner {

    static Conditioner of(
            ModelConfig config, TensorSource tensors, Kernels kernels, PassThreads threads, CausalStack decoder) {
        return switch (config.conditioning()) {
            case OBSERVED -> new ObservedInput(config, tensors, kernels, decoder);
            case PARTIAL_POSTERIOR -> new PartialPosterior(config, tensors, kernels, threads, decoder);
        };
    }

    /** Writes what a session has that has seen nothing, but for the decoder's part. */
    void start(float[] start);

    /** Moves the states of all segments over their frames, symbols [rows, F]; the emission's memory is left alone. */
    void absorb(float[] symbols, Segments segments, float[] states, int stride);

    /** What {@link #plan} reads, and draws from it. */
    LatentHead ahead();

    /**
     * Reads what decides the latents of the next steps of all segments; may move {@code states}.
     *
     * @param unseen of each segment, whether its session has seen nothing yet
     */
    void plan(Segments segments, boolean[] unseen, float[] states, int stride);
}

package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** The negative log likelihood of whole frames given the decoder's output, and its gradient. */
interface EmissionLoss {

    /** Of {@code rows} rows at most, which belong to sequences of {@code steps} frames. */
    static EmissionLoss of(Kernels kernels, Parameters parameters, ModelConfig config, int rows, int steps) {
        return config.emission().match(new EmissionLosses(kernels, parameters, config, rows, steps));
    }

    /** Takes the parameters' present values. */
    void refresh();

    /** h [rows, H] and symbols [rows, F] to {@code nats} [rows]. */
    void forward(float[] h, float[] symbols, int rows, double[] nats);

    /** Turns gradients as {@link #backward} collects them into those of the parameters. */
    default void finish(float[] gradients) {}

    /**
     * After {@link #forward} on the same rows: writes dh [rows, H] and adds to {@code gradients}, each row's loss
     * counted {@code weight[row]} times.
     */
    void backward(float[] h, float[] symbols, float[] weight, int rows, float[] dh, float[] gradients);
}

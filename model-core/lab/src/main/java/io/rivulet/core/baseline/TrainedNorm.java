package io.rivulet.core.baseline;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;

/** A LayerNorm over [rows, width] in training. */
final class TrainedNorm {
    private final Kernels kernels;
    private final float[] values;
    private final int width;
    private final int weightAt;
    private final int biasAt;
    private final float[] weight;
    private final float[] bias;

    TrainedNorm(Kernels kernels, Parameters parameters, String name, int width) {
        this.kernels = kernels;
        values = parameters.values();
        this.width = width;
        weightAt = parameters.offset(name + ".weight");
        biasAt = parameters.offset(name + ".bias");
        weight = new float[width];
        bias = new float[width];
    }

    void refresh() {
        System.arraycopy(values, weightAt, weight, 0, width);
        System.arraycopy(values, biasAt, bias, 0, width);
    }

    void forward(float[] h, int rows, float[] u) {
        kernels.layerNorm(h, rows, width, weight, bias, u);
    }

    /** From h and du, adds to dh and to {@code gradients}. */
    void backward(float[] h, float[] du, int rows, float[] dh, float[] gradients) {
        Adjoints.layerNormBackward(h, du, rows, width, weight, dh, gradients, weightAt, biasAt);
    }
}

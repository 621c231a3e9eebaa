package io.rivulet.core.layers;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;

/** {@code y = w * x + b}: weights [out, in], bias [out]. */
public record Linear(PackedMatrix weight, float[] bias) {
    public static Linear of(Kernels kernels, float[] weight, float[] bias, int out, int in) {
        return new Linear(kernels.pack(weight, out, in), bias);
    }

    /** x [rows, in] to y [rows, out]. */
    public void forward(Kernels kernels, float[] x, int rows, float[] y) {
        kernels.product(x, rows, weight, bias, y);
    }
}

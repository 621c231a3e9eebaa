package io.rivulet.core.layers;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import java.util.Arrays;

/** {@code y = w * x + b}: weights [out, in], bias [out]. */
public record Linear(PackedMatrix weight, float[] bias) {
    public static Linear of(Kernels kernels, float[] weight, float[] bias, int out, int in) {
        return new Linear(kernels.pack(weight, out, in), bias);
    }

    /** The same map, with further outputs of 0 up to whole panels: products of whole panels copy nothing. */
    public Linear padded(Kernels kernels) {
        float[] rows = new float[Math.multiplyExact(weight.paddedOut(), weight.in())];
        for (int i = 0; i < weight.out() * weight.in(); i++) {
            rows[i] = weight.weight(i / weight.in(), i % weight.in());
        }
        PackedMatrix padded = kernels.pack(rows, weight.paddedOut(), weight.in());
        return new Linear(padded, Arrays.copyOf(bias, padded.out()));
    }

    /** x [rows, in] to y [rows, out]. */
    public void forward(Kernels kernels, float[] x, int rows, float[] y) {
        kernels.product(x, rows, weight, bias, y);
    }
}

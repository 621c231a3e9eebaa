package io.rivulet.core.baseline;

import io.rivulet.core.baseline.kernel.WeightStream;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;

/** {@code y = w * x + b} for {@code batch} rows: few of them one by one from the stream, more as a matrix product. */
final class StepLinear {
    /** From here on the product serves so many rows with each weight that it is faster. */
    private static final int MANY = 6;

    private final Kernels kernels;
    private final WeightStream stream;
    private final Linear linear;
    private final int batch;
    private final int at;
    private final int in;
    private final int out;
    private final boolean whole;
    private final float[] bias;

    StepLinear(Kernels kernels, WeightStream stream, Linear linear, int batch) {
        this.kernels = kernels;
        this.stream = stream;
        this.linear = linear;
        this.batch = batch;
        at = stream.append(linear.weight());
        in = linear.weight().in();
        out = linear.weight().out();
        whole = WeightStream.isWhole(out);
        bias = linear.bias();
    }

    /** Without a bias. */
    StepLinear(Kernels kernels, WeightStream stream, PackedMatrix weight, int batch) {
        this(kernels, stream, new Linear(weight, weight.zeros()), batch);
    }

    /** x [batch, in] to y [batch, out]. */
    void forward(float[] x, float[] y) {
        if (batch >= MANY) {
            linear.forward(kernels, x, batch, y);
            return;
        }
        for (int row = 0; row < batch; row++) {
            if (whole) {
                stream.panels(at, x, row * in, in, bias, out, y, row * out);
            } else {
                stream.product(at, x, row * in, in, bias, out, y, row * out);
            }
        }
    }
}

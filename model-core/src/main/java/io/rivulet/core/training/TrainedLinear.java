package io.rivulet.core.training;

import io.rivulet.core.numerics.Adjoints;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;

/** {@code y = w * x + b} over rows, with its gradient; weights are slices of the flat parameters. */
final class TrainedLinear {
    private final Kernels kernels;
    private final Parameters parameters;
    private final int weightAt;
    private final int biasAt;
    private final int in;
    private final int out;
    private final PackedMatrix packed;
    private final float[] bias;

    TrainedLinear(Kernels kernels, Parameters parameters, String name, int out, int in) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.weightAt = parameters.offset(name + ".weight");
        this.biasAt = parameters.offset(name + ".bias");
        this.in = in;
        this.out = out;
        this.packed = kernels.pack(new float[out * in], out, in);
        this.bias = new float[out];
    }

    /** Takes the parameters' present values. */
    void refresh() {
        packed.refill(parameters.values(), weightAt);
        System.arraycopy(parameters.values(), biasAt, bias, 0, out);
    }

    /** x [rows, in] to y [rows, out]. */
    void forward(float[] x, int rows, float[] y) {
        kernels.product(x, rows, packed, bias, y);
    }

    /** Adds the gradients of weight and bias to {@code gradients}, from x [rows, in] and dy [rows, out]. */
    void collect(float[] x, float[] dy, int rows, float[] gradients) {
        Adjoints.addTransposedTimes(dy, out, rows, x, in, gradients, weightAt);
        Adjoints.addColumnSums(dy, rows, out, gradients, biasAt);
    }

    /** As {@link #collect}, and writes the gradient of x to {@code dx}. */
    void backward(float[] x, float[] dy, int rows, float[] dx, float[] gradients) {
        collect(x, dy, rows, gradients);
        Adjoints.times(dy, rows, out, parameters.values(), weightAt, in, dx);
    }

    /** As {@link #collect}, and adds the gradient of x to {@code dx}. */
    void backwardAdding(float[] x, float[] dy, int rows, float[] dx, float[] gradients) {
        collect(x, dy, rows, gradients);
        Adjoints.addTimes(dy, rows, out, parameters.values(), weightAt, in, dx);
    }
}

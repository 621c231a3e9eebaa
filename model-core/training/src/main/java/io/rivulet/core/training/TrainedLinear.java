package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;

/** {@code y = w * x + b} over rows, with its gradient; weights are slices of the flat parameters. */
public final class TrainedLinear {
    private final Kernels kernels;
    private final Parameters parameters;
    private final int weightAt;
    private final int biasAt;
    private final int in;
    private final int out;
    private final PackedMatrix packed;
    private final float[] bias;

    public TrainedLinear(Kernels kernels, Parameters parameters, String name, int out, int in) {
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
    public void refresh() {
        packed.refill(parameters.values(), weightAt);
        System.arraycopy(parameters.values(), biasAt, bias, 0, out);
    }

    /** x [rows, in] to y [rows, out]. */
    public void forward(float[] x, int rows, float[] y) {
        kernels.product(x, rows, packed, bias, y);
    }

    /** Adds the gradients of weight and bias to {@code gradients}, from x [rows, in] and dy [rows, out]. */
    public void collect(float[] x, float[] dy, int rows, float[] gradients) {
        Adjoints.addTransposedTimes(dy, out, rows, x, in, gradients, weightAt);
        Adjoints.addColumnSums(dy, rows, out, gradients, biasAt);
    }

    /** As {@link #collect}, and writes the gradient of x to {@code dx}. */
    public void backward(float[] x, float[] dy, int rows, float[] dx, float[] gradients) {
        collect(x, dy, rows, gradients);
        Adjoints.times(dy, rows, out, parameters.values(), weightAt, in, dx);
    }

    /** From dy [rows, out] to the gradient of x, {@code dx} [rows, in]; collects nothing. */
    public void back(float[] dy, int rows, float[] dx) {
        Adjoints.times(dy, rows, out, parameters.values(), weightAt, in, dx);
    }

    /** As {@link #back} where x was the result of a relu: {@code x} holds it, and then the gradient before the relu. */
    public void backThroughRelu(float[] dy, int rows, float[] x) {
        Adjoints.timesWhereOpen(dy, rows, out, parameters.values(), weightAt, in, x);
    }

    /** As {@link #collect}, and adds the gradient of x to {@code dx}. */
    public void backwardAdding(float[] x, float[] dy, int rows, float[] dx, float[] gradients) {
        collect(x, dy, rows, gradients);
        Adjoints.addTimes(dy, rows, out, parameters.values(), weightAt, in, dx);
    }
}

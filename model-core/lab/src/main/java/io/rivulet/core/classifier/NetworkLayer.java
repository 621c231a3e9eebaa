package io.rivulet.core.classifier;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;

/**
 * One layer of a classifier: {@code y = w * patches(x) + b}, rectified or not, with its gradient. A layer that sees the
 * whole image has one patch, the image. Weights and biases are slices of a flat vector, the bias after its weight.
 *
 * <p>Its products are our own kernels': those of ND4J round a row by the rows around it, and a judgement must not
 * depend on the images beside.
 */
final class NetworkLayer {
    private final Kernels kernels;
    private final Patches patches;
    private final boolean rectified;
    private final int out;
    private final int weightAt;
    private final int biasAt;
    private final PackedMatrix packed;
    private final float[] bias;
    private final float[] seen;
    private final float[] y;

    /** For {@code batch} images at most. */
    NetworkLayer(Kernels kernels, Patches patches, int out, boolean rectified, int weightAt, int batch) {
        this.kernels = kernels;
        this.patches = patches;
        this.rectified = rectified;
        this.out = out;
        this.weightAt = weightAt;
        biasAt = weightAt + out * patches.size();
        packed = kernels.pack(new float[out * patches.size()], out, patches.size());
        bias = new float[out];
        seen = new float[batch * patches.perImage() * patches.size()];
        y = new float[batch * patches.perImage() * out];
    }

    /** Takes the present values of its weights. */
    void refresh(float[] values) {
        packed.refill(values, weightAt);
        System.arraycopy(values, biasAt, bias, 0, out);
    }

    /**
     * x [count, height, width, channels] to the result [count, rows, columns, out], which stays until the next call.
     */
    float[] forward(float[] x, int count) {
        int rows = count * patches.perImage();
        patches.gather(x, count, seen);
        kernels.product(seen, rows, packed, bias, y);
        if (rectified) {
            Rectifier.apply(y, rows * out);
        }
        return y;
    }

    /** From the gradient of the result, which it changes, adds those of weight and bias to {@code gradients}. */
    void collect(float[] dy, int count, float[] gradients) {
        int rows = count * patches.perImage();
        if (rectified) {
            Rectifier.backward(y, rows * out, dy);
        }
        Adjoints.addTransposedTimes(dy, out, rows, seen, patches.size(), gradients, weightAt);
        Adjoints.addColumnSums(dy, rows, out, gradients, biasAt);
    }

    /** As {@link #collect}, and gives the gradient of what came in. */
    float[] backward(float[] dy, int count, float[] values, float[] gradients) {
        collect(dy, count, gradients);
        // What the patches held is not needed any more, so their gradient takes the place.
        Adjoints.times(dy, count * patches.perImage(), out, values, weightAt, patches.size(), seen);
        float[] dx = new float[count * patches.height() * patches.width() * patches.channels()];
        patches.scatterAdd(seen, count, dx);
        return dx;
    }
}

package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.LaneSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A depthwise convolution over the last {@link #TAPS} steps and the SiLU after it, {@code y_t = silu(bias + sum over j
 * of w[j] x_(t-j))}, with its adjoint. Before the first step of a sequence x is zero. x: the first {@code width}
 * columns of [batch * steps, row]; y: [batch * steps, width].
 */
public final class CausalConvolution {
    public static final int TAPS = 4;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private final int width;
    private final int row;
    private final float[] taps;
    private final float[] bias;

    public CausalConvolution(int width, int row) {
        this.width = width;
        this.row = row;
        taps = new float[TAPS * width];
        bias = new float[width];
    }

    /** Takes the weights, [width, taps] with the oldest step's first, and the bias, [width]. */
    public void refresh(float[] weights, int weightAt, float[] biases, int biasAt) {
        for (int e = 0; e < width; e++) {
            for (int j = 0; j < TAPS; j++) {
                taps[j * width + e] = weights[weightAt + e * TAPS + TAPS - 1 - j];
            }
        }
        System.arraycopy(biases, biasAt, bias, 0, width);
    }

    public void forward(float[] x, int batch, int steps, float[] y) {
        for (int b = 0; b < batch; b++) {
            for (int e = 0; e < width; e += W) {
                forward(x, b * steps, steps, e, y);
            }
        }
    }

    private void forward(float[] x, int first, int steps, int e, float[] y) {
        FloatVector w0 = fromArray(S, taps, e);
        FloatVector w1 = fromArray(S, taps, width + e);
        FloatVector w2 = fromArray(S, taps, 2 * width + e);
        FloatVector w3 = fromArray(S, taps, 3 * width + e);
        FloatVector offset = fromArray(S, bias, e);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector x2 = x1;
        FloatVector x3 = x1;
        for (int t = first; t < first + steps; t++) {
            FloatVector x0 = fromArray(S, x, t * row + e);
            FloatVector sum = w0.fma(x0, w1.fma(x1, w2.fma(x2, w3.fma(x3, offset))));
            sum.intoArray(y, t * width + e);
            LeanElementary.sigmoid(y, t * width + e);
            sum.mul(fromArray(S, y, t * width + e)).intoArray(y, t * width + e);
            x3 = x2;
            x2 = x1;
            x1 = x0;
        }
    }

    /**
     * One step of {@code rows} sequences: {@code past} holds the last three inputs of each, [rows, 3, width] with the
     * newest first, and moves on.
     */
    public void step(float[] x, int rows, float[] past, float[] y) {
        for (int i = 0; i < rows; i++) {
            int p = i * (TAPS - 1) * width;
            for (int e = 0; e < width; e += W, p += W) {
                FloatVector x0 = fromArray(S, x, i * row + e);
                FloatVector x1 = fromArray(S, past, p);
                FloatVector x2 = fromArray(S, past, p + width);
                FloatVector sum =
                        fromArray(S, taps, 3 * width + e).fma(fromArray(S, past, p + 2 * width), fromArray(S, bias, e));
                sum = fromArray(S, taps, 2 * width + e).fma(x2, sum);
                sum = fromArray(S, taps, width + e).fma(x1, sum);
                sum = fromArray(S, taps, e).fma(x0, sum);
                x2.intoArray(past, p + 2 * width);
                x1.intoArray(past, p + width);
                x0.intoArray(past, p);
                sum.intoArray(y, i * width + e);
                LeanElementary.sigmoid(y, i * width + e);
                sum.mul(fromArray(S, y, i * width + e)).intoArray(y, i * width + e);
            }
        }
    }

    /**
     * From dy [batch * steps, width], which is overwritten, to dx, laid out as x; adds to the gradients of weights and
     * bias.
     */
    public void backward(
            float[] x, float[] dy, int batch, int steps, float[] dx, float[] gradients, int weightAt, int biasAt) {
        float[] dTaps = new float[TAPS * width];
        for (int b = 0; b < batch; b++) {
            for (int e = 0; e < width; e += W) {
                beforeSilu(x, dy, b * steps, steps, e, dTaps);
                backward(dy, b * steps, steps, e, dx);
            }
        }
        Adjoints.addColumnSums(dy, batch * steps, width, gradients, biasAt);
        for (int e = 0; e < width; e++) {
            for (int j = 0; j < TAPS; j++) {
                gradients[weightAt + e * TAPS + TAPS - 1 - j] += dTaps[j * width + e];
            }
        }
    }

    private void beforeSilu(float[] x, float[] dy, int first, int steps, int e, float[] dTaps) {
        float[] lanes = LaneSum.lanes();
        FloatVector w0 = fromArray(S, taps, e);
        FloatVector w1 = fromArray(S, taps, width + e);
        FloatVector w2 = fromArray(S, taps, 2 * width + e);
        FloatVector w3 = fromArray(S, taps, 3 * width + e);
        FloatVector offset = fromArray(S, bias, e);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector x2 = x1;
        FloatVector x3 = x1;
        FloatVector d0 = fromArray(S, dTaps, e);
        FloatVector d1 = fromArray(S, dTaps, width + e);
        FloatVector d2 = fromArray(S, dTaps, 2 * width + e);
        FloatVector d3 = fromArray(S, dTaps, 3 * width + e);
        for (int t = first; t < first + steps; t++) {
            FloatVector x0 = fromArray(S, x, t * row + e);
            FloatVector sum = w0.fma(x0, w1.fma(x1, w2.fma(x2, w3.fma(x3, offset))));
            sum.intoArray(lanes, 0);
            SiluGate.slope(lanes, 0);
            FloatVector d = fromArray(S, dy, t * width + e).mul(fromArray(S, lanes, 0));
            d.intoArray(dy, t * width + e);
            d0 = d.fma(x0, d0);
            d1 = d.fma(x1, d1);
            d2 = d.fma(x2, d2);
            d3 = d.fma(x3, d3);
            x3 = x2;
            x2 = x1;
            x1 = x0;
        }
        d0.intoArray(dTaps, e);
        d1.intoArray(dTaps, width + e);
        d2.intoArray(dTaps, 2 * width + e);
        d3.intoArray(dTaps, 3 * width + e);
    }

    private void backward(float[] d, int first, int steps, int e, float[] dx) {
        FloatVector w0 = fromArray(S, taps, e);
        FloatVector w1 = fromArray(S, taps, width + e);
        FloatVector w2 = fromArray(S, taps, 2 * width + e);
        FloatVector w3 = fromArray(S, taps, 3 * width + e);
        FloatVector d1 = FloatVector.zero(S);
        FloatVector d2 = d1;
        FloatVector d3 = d1;
        for (int t = first + steps - 1; t >= first; t--) {
            FloatVector d0 = fromArray(S, d, t * width + e);
            w0.fma(d0, w1.fma(d1, w2.fma(d2, w3.mul(d3)))).intoArray(dx, t * row + e);
            d3 = d2;
            d2 = d1;
            d1 = d0;
        }
    }
}

package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API: the chains of {@link ScalarKernels}, one lane an output, hence the same bits. What a
 * vector does not fill at a row's end goes through the scalar functions.
 */
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    static {
        OperationsInTurns.show();
    }

    private final WeightArena arena = new WeightArena();

    private VectorKernels() {}

    /** The kernels on this machine's widest vectors; needs the module {@code jdk.incubator.vector}. */
    public static Kernels onThisMachine() {
        return LaneSum.LANES % W == 0 ? new VectorKernels() : new ScalarKernels();
    }

    @Override
    public String describe() {
        return "vector kernel, " + W + " lanes";
    }

    @Override
    public PackedMatrix pack(float[] weights, int out, int in) {
        return arena.pack(weights, out, in, 2 * W);
    }

    @Override
    public PackedMatrix packForRows(float[] weights, int out, int in) {
        return arena.pack(weights, out, in, RowPanel.fits(out, in) ? RowPanel.OUTPUTS : 2 * W);
    }

    @Override
    public void product(float[] a, int rows, PackedMatrix w, float[] bias, float[] c) {
        VectorProduct.packed(a, rows, w, bias, c);
    }

    @Override
    public void addProduct(float[] a, int rows, PackedMatrix w, float[] c) {
        VectorProduct.addPacked(a, rows, w, c);
    }

    @Override
    public void rowProduct(
            float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float[] c, int cOffset) {
        RowProduct.of(a, aOffset, w, init, initOffset, Float.NEGATIVE_INFINITY, c, cOffset);
    }

    @Override
    public void rowUnits(float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float[] c, int cOffset) {
        RowProduct.of(a, aOffset, w, init, initOffset, 0f, c, cOffset);
    }

    @Override
    public void relu(float[] x, int count) {
        int i = 0;
        for (; i + W <= count; i += W) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            // Two instructions, where the maximum of two floats takes six; this too keeps NaN and leaves no -0.
            v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(x, i);
        }
        for (; i < count; i++) {
            x[i] = Math.max(x[i], 0f);
        }
    }

    @Override
    public void scan(Diagonal lambda, float[] x, int first, int steps, float[] start, int startOffset) {
        int row = 2 * lambda.states();
        float[] before = start;
        int beforeAt = startOffset;
        for (int t = 0, at = first * row; t < steps; t++, at += row) {
            step(lambda, before, beforeAt, x, at);
            before = x;
            beforeAt = at;
        }
    }

    /** One step, row by row as they lie in memory: columns of a long block would touch a page a number. */
    private static void step(Diagonal lambda, float[] before, int beforeAt, float[] x, int at) {
        int states = lambda.states();
        float[] real = lambda.real();
        float[] imaginary = lambda.imaginary();
        int p = 0;
        for (; p + W <= states; p += W) {
            FloatVector a = FloatVector.fromArray(S, real, p);
            FloatVector b = FloatVector.fromArray(S, imaginary, p);
            FloatVector re = FloatVector.fromArray(S, before, beforeAt + p);
            FloatVector im = FloatVector.fromArray(S, before, beforeAt + states + p);
            a.fma(re, b.neg().fma(im, FloatVector.fromArray(S, x, at + p))).intoArray(x, at + p);
            a.fma(im, b.fma(re, FloatVector.fromArray(S, x, at + states + p))).intoArray(x, at + states + p);
        }
        for (; p < states; p++) {
            float re = before[beforeAt + p];
            float im = before[beforeAt + states + p];
            x[at + p] = Math.fma(real[p], re, Math.fma(-imaginary[p], im, x[at + p]));
            x[at + states + p] = Math.fma(real[p], im, Math.fma(imaginary[p], re, x[at + states + p]));
        }
    }

    @Override
    public void layerNorm(float[] h, int rows, int width, float[] weight, float[] bias, float[] u) {
        RowNorm.of(h, rows, width, weight, bias, u);
    }

    @Override
    public void skipGelu(float[] y, float[] skip, float[] u, int rows, int width, float[] g) {
        float[] lanes = LaneSum.lanes();
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            int i = 0;
            for (; i + W <= width; i += W) {
                FloatVector pre = FloatVector.fromArray(S, skip, i)
                        .fma(FloatVector.fromArray(S, u, at + i), FloatVector.fromArray(S, y, at + i));
                pre.intoArray(y, at + i);
                VectorElementary.gelu(y, at + i, g, at + i, lanes);
            }
            for (; i < width; i++) {
                y[at + i] = Math.fma(skip[i], u[at + i], y[at + i]);
                g[at + i] = Elementary.gelu(y[at + i]);
            }
        }
    }

    @Override
    public void gate(float[] o, int rows, int width, float[] h) {
        float[] lanes = LaneSum.lanes();
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            int from = 2 * at;
            int i = 0;
            for (; i + W <= width; i += W) {
                VectorElementary.sigmoid(o, from + width + i, lanes, 0);
                FloatVector.fromArray(S, o, from + i)
                        .fma(FloatVector.fromArray(S, lanes, 0), FloatVector.fromArray(S, h, at + i))
                        .intoArray(h, at + i);
            }
            for (; i < width; i++) {
                h[at + i] = Math.fma(o[from + i], Elementary.sigmoid(o[from + width + i]), h[at + i]);
            }
        }
    }

    @Override
    public void sigmoid(float[] x, int count, float[] y) {
        int i = 0;
        for (; i + W <= count; i += W) {
            VectorElementary.sigmoid(x, i, y, i);
        }
        for (; i < count; i++) {
            y[i] = Elementary.sigmoid(x[i]);
        }
    }

    @Override
    public void exp(float[] x, int count, float[] y) {
        int i = 0;
        for (; i + W <= count; i += W) {
            VectorElementary.exp(x, i, y, i);
        }
        for (; i < count; i++) {
            y[i] = Elementary.exp(x[i]);
        }
    }

    @Override
    public void addScaled(float[] a, int aOffset, float[] b, int bOffset, float scale, int count) {
        FloatVector factor = FloatVector.broadcast(S, scale);
        int i = 0;
        for (; i + W <= count; i += W) {
            FloatVector.fromArray(S, b, bOffset + i)
                    .fma(factor, FloatVector.fromArray(S, a, aOffset + i))
                    .intoArray(a, aOffset + i);
        }
        for (; i < count; i++) {
            a[aOffset + i] = Math.fma(b[bOffset + i], scale, a[aOffset + i]);
        }
    }

    @Override
    public float reluDot(float[] a, int aOffset, float[] w, int wOffset, int count) {
        float[] lanes = LaneSum.lanes();
        int whole = count - count % LaneSum.LANES;
        LaneSum.clear(lanes);
        for (int lane = 0; lane < LaneSum.LANES && whole > 0; lane += W) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = lane; i < whole; i += LaneSum.LANES) {
                sum = FloatVector.fromArray(S, a, aOffset + i)
                        .max(0f)
                        .fma(FloatVector.fromArray(S, w, wOffset + i), sum);
            }
            sum.intoArray(lanes, lane);
        }
        for (int i = whole; i < count; i++) {
            lanes[i - whole] = Math.fma(Math.max(a[aOffset + i], 0f), w[wOffset + i], lanes[i - whole]);
        }
        return LaneSum.total(lanes);
    }
}

package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.numerics.Aligned;
import io.rivulet.core.numerics.PackedMatrix;
import io.rivulet.core.numerics.Scratch;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrices of a network that takes one row at a time, in the order of use: one array that a step reads once, front
 * to back. A product keeps four vectors of outputs in registers, in two interleaved sums each to cover the latency of
 * the multiply-adds. Fastest for outputs in multiples of four vectors; correct for all.
 */
public final class WeightStream {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final int PANEL = 4 * W;

    private float[] weights = Aligned.floats(0);
    private int end = Aligned.FIRST;
    private final float[] last = new float[W];

    /** Appends a matrix of an even number of inputs and returns where it begins. */
    public int append(PackedMatrix matrix) {
        if (matrix.in() % 2 != 0) {
            throw new IllegalArgumentException(
                    "a stream takes matrices of an even number of inputs, got " + matrix.in() + "; add one of zeros");
        }
        int begin = end;
        int in = matrix.in();
        int panel = PANEL;
        for (int o = 0; o < matrix.out(); o += panel) {
            // Panels of four vectors of outputs, then of one.
            panel = matrix.out() - o < PANEL ? W : PANEL;
            reserve(in * panel);
            for (int i = 0; i < in; i++) {
                for (int j = 0; j < panel && o + j < matrix.out(); j++) {
                    weights[end + i * panel + j] = matrix.weight(o + j, i);
                }
            }
            end += in * panel;
        }
        return begin;
    }

    private void reserve(int count) {
        if (weights.length - end < count) {
            weights = Arrays.copyOf(weights, Scratch.grown(weights.length, end + count));
        }
    }

    /** Whether {@link #panels} can do a product of so many outputs. */
    public static boolean isWhole(int out) {
        return out % PANEL == 0;
    }

    /** {@code y = w * x + bias} with the matrix that begins at {@code at}: x [in] and y [out] from their offsets. */
    public void product(int at, float[] x, int xAt, int in, float[] bias, int out, float[] y, int yAt) {
        int o = out - out % PANEL;
        panels(at, x, xAt, in, bias, o, y, yAt);
        rest(at + o * in, x, xAt, in, bias, o, out, y, yAt);
    }

    /** As {@link #product}, for outputs in whole panels: a method of its own, so that it is compiled as one. */
    public void panels(int at, float[] x, int xAt, int in, float[] bias, int out, float[] y, int yAt) {
        float[] w = weights;
        for (int o = 0; o < out; o += PANEL) {
            FloatVector a0 = fromArray(S, bias, o);
            FloatVector a1 = fromArray(S, bias, o + W);
            FloatVector a2 = fromArray(S, bias, o + 2 * W);
            FloatVector a3 = fromArray(S, bias, o + 3 * W);
            FloatVector b0 = FloatVector.zero(S);
            FloatVector b1 = b0;
            FloatVector b2 = b0;
            FloatVector b3 = b0;
            for (int i = 0; i < in; i += 2, at += 2 * PANEL) {
                FloatVector even = FloatVector.broadcast(S, x[xAt + i]);
                FloatVector odd = FloatVector.broadcast(S, x[xAt + i + 1]);
                a0 = even.fma(fromArray(S, w, at), a0);
                a1 = even.fma(fromArray(S, w, at + W), a1);
                a2 = even.fma(fromArray(S, w, at + 2 * W), a2);
                a3 = even.fma(fromArray(S, w, at + 3 * W), a3);
                b0 = odd.fma(fromArray(S, w, at + 4 * W), b0);
                b1 = odd.fma(fromArray(S, w, at + 5 * W), b1);
                b2 = odd.fma(fromArray(S, w, at + 6 * W), b2);
                b3 = odd.fma(fromArray(S, w, at + 7 * W), b3);
            }
            a0.add(b0).intoArray(y, yAt + o);
            a1.add(b1).intoArray(y, yAt + o + W);
            a2.add(b2).intoArray(y, yAt + o + 2 * W);
            a3.add(b3).intoArray(y, yAt + o + 3 * W);
        }
    }

    private void rest(int at, float[] x, int xAt, int in, float[] bias, int o, int out, float[] y, int yAt) {
        for (; o + W <= out; o += W, at += in * W) {
            vector(at, x, xAt, in, fromArray(S, bias, o)).intoArray(y, yAt + o);
        }
        if (o < out) {
            vector(at, x, xAt, in, FloatVector.zero(S)).intoArray(last, 0);
            for (int j = 0; o + j < out; j++) {
                y[yAt + o + j] = last[j] + bias[o + j];
            }
        }
    }

    private FloatVector vector(int at, float[] x, int xAt, int in, FloatVector bias) {
        float[] w = weights;
        FloatVector a = bias;
        FloatVector b = FloatVector.zero(S);
        FloatVector c = b;
        FloatVector d = b;
        int i = 0;
        for (; i + 4 <= in; i += 4, at += PANEL) {
            a = fromArray(S, w, at).fma(FloatVector.broadcast(S, x[xAt + i]), a);
            b = fromArray(S, w, at + W).fma(FloatVector.broadcast(S, x[xAt + i + 1]), b);
            c = fromArray(S, w, at + 2 * W).fma(FloatVector.broadcast(S, x[xAt + i + 2]), c);
            d = fromArray(S, w, at + 3 * W).fma(FloatVector.broadcast(S, x[xAt + i + 3]), d);
        }
        for (; i < in; i++, at += W) {
            a = fromArray(S, w, at).fma(FloatVector.broadcast(S, x[xAt + i]), a);
        }
        return a.add(b).add(c.add(d));
    }
}

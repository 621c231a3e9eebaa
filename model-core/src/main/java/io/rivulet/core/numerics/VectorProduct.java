package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product on the Vector API: {@code c[i, j] = init[i, j] + sum over k of a[i, k] * b[k, j]}, every element one
 * chain of fused multiply-adds in ascending k. Six rows by two vectors stay in registers, so that each loaded vector of
 * b serves six rows and each broadcast of a serves two vectors; the strides let one kernel serve packed weights,
 * row-major weights and transposed activations.
 */
final class VectorProduct {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private VectorProduct() {}

    /** {@code c = a * w^T + bias}. */
    static void packed(float[] a, int rows, PackedMatrix w, float[] bias, float[] c) {
        int out = w.out();
        int in = w.in();
        for (int column = 0; column < out; column += 2 * W) {
            columns(a, in, 1, w.panels(), column * in, 2 * W, bias, column, 0, c, column, out, rows, in, out - column);
        }
    }

    /** {@code c += a * b}: a [rows, inner], b [inner, out] row-major from {@code bOffset}, c [rows, out]. */
    static void plain(
            float[] a, int rows, int inner, float[] b, int bOffset, int out, float[] init, int initStride, float[] c) {
        for (int column = 0; column < out; column += 2 * W) {
            columns(
                    a,
                    inner,
                    1,
                    b,
                    bOffset + column,
                    out,
                    init,
                    column,
                    initStride,
                    c,
                    column,
                    out,
                    rows,
                    inner,
                    out - column);
        }
    }

    /** {@code c += a^T * b}: a [inner, rows], b [inner, out], c [rows, out] from {@code cOffset}. */
    static void transposed(float[] a, int rows, int inner, float[] b, int out, float[] c, int cOffset) {
        for (int column = 0; column < out; column += 2 * W) {
            columns(
                    a,
                    1,
                    rows,
                    b,
                    column,
                    out,
                    c,
                    cOffset + column,
                    out,
                    c,
                    cOffset + column,
                    out,
                    rows,
                    inner,
                    out - column);
        }
    }

    /** One stripe of c, at most two vectors wide, over all rows. */
    private static void columns(
            float[] a,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow,
            int rows,
            int inner,
            int width) {
        int row = 0;
        if (width >= 2 * W) {
            for (; row + 6 <= rows; row += 6) {
                six(
                        a,
                        row * aRow,
                        aRow,
                        aStep,
                        b,
                        bOffset,
                        bStep,
                        init,
                        initOffset + row * initRow,
                        initRow,
                        c,
                        cOffset + row * cRow,
                        cRow,
                        inner);
            }
            for (; row < rows; row++) {
                one(
                        a,
                        row * aRow,
                        aStep,
                        b,
                        bOffset,
                        bStep,
                        init,
                        initOffset + row * initRow,
                        c,
                        cOffset + row * cRow,
                        inner);
            }
            return;
        }
        for (int part = 0; part < width; part += W) {
            VectorMask<Float> mask = S.indexInRange(part, width);
            for (row = 0; row < rows; row++) {
                masked(
                        mask,
                        a,
                        row * aRow,
                        aStep,
                        b,
                        bOffset + part,
                        bStep,
                        init,
                        initOffset + row * initRow + part,
                        c,
                        cOffset + row * cRow + part,
                        inner);
            }
        }
    }

    private static void six(
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow,
            int inner) {
        int i = initOffset;
        FloatVector c00 = FloatVector.fromArray(S, init, i);
        FloatVector c01 = FloatVector.fromArray(S, init, i + W);
        i += initRow;
        FloatVector c10 = FloatVector.fromArray(S, init, i);
        FloatVector c11 = FloatVector.fromArray(S, init, i + W);
        i += initRow;
        FloatVector c20 = FloatVector.fromArray(S, init, i);
        FloatVector c21 = FloatVector.fromArray(S, init, i + W);
        i += initRow;
        FloatVector c30 = FloatVector.fromArray(S, init, i);
        FloatVector c31 = FloatVector.fromArray(S, init, i + W);
        i += initRow;
        FloatVector c40 = FloatVector.fromArray(S, init, i);
        FloatVector c41 = FloatVector.fromArray(S, init, i + W);
        i += initRow;
        FloatVector c50 = FloatVector.fromArray(S, init, i);
        FloatVector c51 = FloatVector.fromArray(S, init, i + W);
        int a1 = aRow;
        int a2 = 2 * aRow;
        int a3 = 3 * aRow;
        int a4 = 4 * aRow;
        int a5 = 5 * aRow;
        for (int k = 0, x = aOffset, y = bOffset; k < inner; k++, x += aStep, y += bStep) {
            FloatVector b0 = FloatVector.fromArray(S, b, y);
            FloatVector b1 = FloatVector.fromArray(S, b, y + W);
            FloatVector v = FloatVector.broadcast(S, a[x]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + a1]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + a2]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = FloatVector.broadcast(S, a[x + a3]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            v = FloatVector.broadcast(S, a[x + a4]);
            c40 = v.fma(b0, c40);
            c41 = v.fma(b1, c41);
            v = FloatVector.broadcast(S, a[x + a5]);
            c50 = v.fma(b0, c50);
            c51 = v.fma(b1, c51);
        }
        int o = cOffset;
        c00.intoArray(c, o);
        c01.intoArray(c, o + W);
        o += cRow;
        c10.intoArray(c, o);
        c11.intoArray(c, o + W);
        o += cRow;
        c20.intoArray(c, o);
        c21.intoArray(c, o + W);
        o += cRow;
        c30.intoArray(c, o);
        c31.intoArray(c, o + W);
        o += cRow;
        c40.intoArray(c, o);
        c41.intoArray(c, o + W);
        o += cRow;
        c50.intoArray(c, o);
        c51.intoArray(c, o + W);
    }

    private static void one(
            float[] a,
            int aOffset,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] init,
            int initOffset,
            float[] c,
            int cOffset,
            int inner) {
        FloatVector c0 = FloatVector.fromArray(S, init, initOffset);
        FloatVector c1 = FloatVector.fromArray(S, init, initOffset + W);
        for (int k = 0, x = aOffset, y = bOffset; k < inner; k++, x += aStep, y += bStep) {
            FloatVector v = FloatVector.broadcast(S, a[x]);
            c0 = v.fma(FloatVector.fromArray(S, b, y), c0);
            c1 = v.fma(FloatVector.fromArray(S, b, y + W), c1);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + W);
    }

    private static void masked(
            VectorMask<Float> mask,
            float[] a,
            int aOffset,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] init,
            int initOffset,
            float[] c,
            int cOffset,
            int inner) {
        FloatVector sum = FloatVector.fromArray(S, init, initOffset, mask);
        for (int k = 0, x = aOffset, y = bOffset; k < inner; k++, x += aStep, y += bStep) {
            sum = FloatVector.broadcast(S, a[x]).fma(FloatVector.fromArray(S, b, y, mask), sum);
        }
        sum.intoArray(c, cOffset, mask);
    }
}

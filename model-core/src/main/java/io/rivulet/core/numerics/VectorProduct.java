package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product on the Vector API: {@code c[i, j] = init[i, j] + sum over k of a[i, k] * b[k, j]}, every element one
 * chain of fused multiply-adds in ascending k. Six rows by two vectors stay in registers, so that each loaded vector of
 * b serves six rows and each broadcast of a serves two vectors; the strides let one kernel serve packed weights,
 * row-major weights and transposed activations. A last stripe that is not full goes through a padded copy.
 */
final class VectorProduct {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final int STRIPE = 2 * W;
    /** Rows whose operands stay in the first-level cache while all stripes use them; whole tiles. */
    private static final int ROWS = 96;
    /** Steps of a long sum whose operands stay in the second-level cache while all tiles use them. */
    private static final int INNER = 192;

    private VectorProduct() {}

    /** {@code c = a * w^T + bias}. */
    static void packed(float[] a, int rows, PackedMatrix w, float[] bias, float[] c) {
        packed(a, rows, w, bias, 0, c);
    }

    /** {@code c += a * w^T}. */
    static void addPacked(float[] a, int rows, PackedMatrix w, float[] c) {
        packed(a, rows, w, c, w.out(), c);
    }

    /** From {@code init}, whose rows are {@code initRow} apart: 0 where one serves all. */
    private static void packed(float[] a, int rows, PackedMatrix w, float[] init, int initRow, float[] c) {
        int out = w.out();
        int in = w.in();
        float[] panels = w.panels();
        int whole = out - out % STRIPE;
        int tiled = rows - rows % 6;
        for (int row = 0; row < tiled; row += ROWS) {
            int count = Math.min(ROWS, tiled - row);
            for (int column = 0; column < whole; column += STRIPE) {
                int from = row * initRow + column;
                int to = row * out + column;
                stripe(a, row * in, in, 1, panels, column * in, STRIPE, init, from, initRow, c, to, out, count, in);
            }
        }
        for (int row = tiled; row < rows; row++) {
            row(a, row * in, panels, init, row * initRow, c, row * out, whole, in);
        }
        if (whole < out) {
            last(a, rows, w, init, initRow, c, whole);
        }
    }

    /** The columns after the last whole stripe, by way of a padded copy. */
    private static void last(float[] a, int rows, PackedMatrix w, float[] init, int initRow, float[] c, int whole) {
        int out = w.out();
        int in = w.in();
        float[] start = new float[rows * STRIPE];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(init, row * initRow + whole, start, row * STRIPE, out - whole);
        }
        stripe(a, 0, in, 1, w.panels(), whole * in, STRIPE, start, 0, STRIPE, start, 0, STRIPE, rows, in);
        copyStripe(start, 0, STRIPE, c, whole, out, rows, out - whole);
    }

    /** One row that no tile took: four stripes at a time, because a single chain would wait for itself. */
    private static void row(
            float[] a, int aOffset, float[] b, float[] init, int initOffset, float[] c, int cOffset, int out, int in) {
        int column = 0;
        for (; column + 4 * STRIPE <= out; column += 4 * STRIPE) {
            fourStripes(a, aOffset, b, column * in, init, initOffset + column, c, cOffset + column, in);
        }
        for (; column < out; column += STRIPE) {
            one(a, aOffset, 1, b, column * in, STRIPE, init, initOffset + column, c, cOffset + column, in);
        }
    }

    private static void fourStripes(
            float[] a, int aOffset, float[] b, int bOffset, float[] init, int i, float[] c, int o, int in) {
        FloatVector c0 = FloatVector.fromArray(S, init, i);
        FloatVector c1 = FloatVector.fromArray(S, init, i + W);
        FloatVector c2 = FloatVector.fromArray(S, init, i + 2 * W);
        FloatVector c3 = FloatVector.fromArray(S, init, i + 3 * W);
        FloatVector c4 = FloatVector.fromArray(S, init, i + 4 * W);
        FloatVector c5 = FloatVector.fromArray(S, init, i + 5 * W);
        FloatVector c6 = FloatVector.fromArray(S, init, i + 6 * W);
        FloatVector c7 = FloatVector.fromArray(S, init, i + 7 * W);
        int panel = in * STRIPE;
        for (int k = 0, y = bOffset; k < in; k++, y += STRIPE) {
            FloatVector v = FloatVector.broadcast(S, a[aOffset + k]);
            c0 = v.fma(FloatVector.fromArray(S, b, y), c0);
            c1 = v.fma(FloatVector.fromArray(S, b, y + W), c1);
            c2 = v.fma(FloatVector.fromArray(S, b, y + panel), c2);
            c3 = v.fma(FloatVector.fromArray(S, b, y + panel + W), c3);
            c4 = v.fma(FloatVector.fromArray(S, b, y + 2 * panel), c4);
            c5 = v.fma(FloatVector.fromArray(S, b, y + 2 * panel + W), c5);
            c6 = v.fma(FloatVector.fromArray(S, b, y + 3 * panel), c6);
            c7 = v.fma(FloatVector.fromArray(S, b, y + 3 * panel + W), c7);
        }
        c0.intoArray(c, o);
        c1.intoArray(c, o + W);
        c2.intoArray(c, o + 2 * W);
        c3.intoArray(c, o + 3 * W);
        c4.intoArray(c, o + 4 * W);
        c5.intoArray(c, o + 5 * W);
        c6.intoArray(c, o + 6 * W);
        c7.intoArray(c, o + 7 * W);
    }

    /** {@code c = a * b}, or {@code c += a * b}: a [rows, inner], b [inner, out] from {@code bOffset}, c [rows, out]. */
    static void plain(float[] a, int rows, int inner, float[] b, int bOffset, int out, float[] c, boolean add) {
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            rowMajor(a, row * inner, inner, 1, count, inner, b, bOffset, out, c, row * out, add);
        }
    }

    /** {@code c += a^T * b}: a [inner, rows], b [inner, out], c [rows, out] from {@code cOffset}. */
    static void transposed(float[] a, int rows, int inner, float[] b, int out, float[] c, int cOffset) {
        for (int k = 0; k < inner; k += INNER) {
            int count = Math.min(INNER, inner - k);
            rowMajor(a, k * rows, 1, rows, rows, count, b, k * out, out, c, cOffset, true);
        }
    }

    private static void rowMajor(
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            int rows,
            int inner,
            float[] b,
            int bOffset,
            int out,
            float[] c,
            int cOffset,
            boolean add) {
        int whole = out - out % STRIPE;
        float[] init = add ? c : new float[STRIPE];
        for (int column = 0; column < whole; column += STRIPE) {
            stripe(
                    a,
                    aOffset,
                    aRow,
                    aStep,
                    b,
                    bOffset + column,
                    out,
                    init,
                    add ? cOffset + column : 0,
                    add ? out : 0,
                    c,
                    cOffset + column,
                    out,
                    rows,
                    inner);
        }
        if (whole < out) {
            float[] panel = new float[inner * STRIPE];
            copyStripe(b, bOffset + whole, out, panel, 0, STRIPE, inner, out - whole);
            float[] last = new float[rows * STRIPE];
            if (add) {
                copyStripe(c, cOffset + whole, out, last, 0, STRIPE, rows, out - whole);
            }
            stripe(a, aOffset, aRow, aStep, panel, 0, STRIPE, last, 0, STRIPE, last, 0, STRIPE, rows, inner);
            copyStripe(last, 0, STRIPE, c, cOffset + whole, out, rows, out - whole);
        }
    }

    private static void copyStripe(
            float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, fromAt + row * fromRow, to, toAt + row * toRow, width);
        }
    }

    /** Two vectors' width of c, over all rows. */
    private static void stripe(
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
            int rows,
            int inner) {
        int row = 0;
        for (; row + 6 <= rows; row += 6) {
            six(
                    a,
                    aOffset + row * aRow,
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
                    aOffset + row * aRow,
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
}

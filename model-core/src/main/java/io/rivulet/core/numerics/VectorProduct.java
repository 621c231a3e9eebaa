package io.rivulet.core.numerics;

import java.util.Arrays;
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
        int out = w.out();
        int in = w.in();
        int whole = out - out % STRIPE;
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            for (int column = 0; column < whole; column += STRIPE) {
                float[] b = w.panels();
                int to = row * out + column;
                stripe(a, row * in, in, 1, b, column * in, STRIPE, bias, column, 0, c, to, out, count, in);
            }
        }
        if (whole < out) {
            float[] init = Arrays.copyOfRange(bias, whole, whole + STRIPE);
            float[] last = new float[rows * STRIPE];
            stripe(a, 0, in, 1, w.panels(), whole * in, STRIPE, init, 0, 0, last, 0, STRIPE, rows, in);
            copyStripe(last, 0, STRIPE, c, whole, out, rows, out - whole);
        }
    }

    /** {@code c += a * w^T}. */
    static void addPacked(float[] a, int rows, PackedMatrix w, float[] c) {
        int out = w.out();
        int in = w.in();
        int whole = out - out % STRIPE;
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            for (int column = 0; column < whole; column += STRIPE) {
                float[] b = w.panels();
                int to = row * out + column;
                stripe(a, row * in, in, 1, b, column * in, STRIPE, c, to, out, c, to, out, count, in);
            }
        }
        if (whole < out) {
            float[] last = new float[rows * STRIPE];
            copyStripe(c, whole, out, last, 0, STRIPE, rows, out - whole);
            stripe(a, 0, in, 1, w.panels(), whole * in, STRIPE, last, 0, STRIPE, last, 0, STRIPE, rows, in);
            copyStripe(last, 0, STRIPE, c, whole, out, rows, out - whole);
        }
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

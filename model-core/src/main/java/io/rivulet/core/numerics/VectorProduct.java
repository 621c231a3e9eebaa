package io.rivulet.core.numerics;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product on the Vector API: {@code c[i, j] = init[i, j] + sum over k of a[i, k] * b[k, j]}, every element one
 * chain of fused multiply-adds in ascending k. Blocks of c that fit the caches are cut into {@link ProductTiles}; strides
 * let the same tiles serve packed weights, row-major weights and transposed activations. A stripe is two vectors of c's
 * columns, and two stripes are taken at once where the processor has the registers. A last stripe that is not full goes
 * through a padded copy.
 */
final class VectorProduct {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final int STRIPE = 2 * W;
    /** Whether there are 32 registers: what has vectors of 16 floats has. */
    private static final boolean WIDE = W == 16;
    /** Rows whose operands stay in the first-level cache while all stripes use them; whole tiles. */
    private static final int ROWS = 96;
    /** Steps of a long sum at a time: two stripes of b stay in the first-level cache while all rows use them. */
    private static final int INNER = 128;

    /** Of the threads that multiply, one each; a product runs on one thread from end to end. */
    private static final ThreadLocal<Pads> PADS = ThreadLocal.withInitial(Pads::new);

    /** Nothing, for chains that start from it. */
    private static final float[] ZEROS = new float[2 * STRIPE];

    /** Room for the padded copies of a last stripe. */
    private static final class Pads {
        private final Scratch ofB = new Scratch();
        private final Scratch ofC = new Scratch();
    }

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
        if (w.panel() != STRIPE) {
            throw new IllegalArgumentException("a product of rows needs panels of " + STRIPE + " outputs, got "
                    + w.panel() + "; lay the weights out with Kernels.pack");
        }
        int out = w.out();
        int in = w.in();
        int whole = out - out % STRIPE;
        int tiled = tiled(rows);
        if (WIDE) {
            wideTiles(a, tiled, w, init, initRow, c, whole);
        } else {
            NarrowProduct.of(a, tiled, w, init, initRow, c);
        }
        for (int row = tiled; row < rows; row++) {
            row(a, row * in, w, init, row * initRow, c, row * out, whole);
        }
        int rest = WIDE ? 0 : tiled;
        if (whole < out && rest < rows) {
            last(a, rest, rows - rest, w, init, initRow, c, whole);
        }
    }

    /** How many rows go through tiles of six and four rows. */
    private static int tiled(int rows) {
        return rows % 6 >= 4 ? rows - rows % 6 + 4 : rows - rows % 6;
    }

    private static void wideTiles(
            float[] a, int tiled, PackedMatrix w, float[] init, int initRow, float[] c, int whole) {
        int out = w.out();
        int in = w.in();
        for (int row = 0; row < tiled; row += ROWS) {
            int count = Math.min(ROWS, tiled - row);
            for (int k = 0; k < in; k += INNER) {
                boolean first = k == 0;
                stripes(
                        a,
                        row * in + k,
                        in,
                        1,
                        w.panels(),
                        w.at() + k * STRIPE,
                        w.depth() * STRIPE,
                        STRIPE,
                        first ? init : c,
                        row * (first ? initRow : out),
                        STRIPE,
                        first ? initRow : out,
                        c,
                        row * out,
                        out,
                        count,
                        Math.min(INNER, in - k),
                        whole);
            }
        }
    }

    /** The columns after the last whole stripe, of rows from {@code first}, by way of a padded copy. */
    private static void last(
            float[] a, int first, int rows, PackedMatrix w, float[] init, int initRow, float[] c, int whole) {
        int out = w.out();
        int in = w.in();
        float[] start = PADS.get().ofC.floats(rows, STRIPE);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(init, (first + row) * initRow + whole, start, row * STRIPE, out - whole);
        }
        int panel = w.at() + whole * w.depth();
        stripe(a, first * in, in, 1, w.panels(), panel, STRIPE, start, 0, STRIPE, start, 0, STRIPE, rows, in);
        copyStripe(start, 0, STRIPE, c, first * out + whole, out, rows, out - whole);
    }

    /** One row that no tile took: several stripes at a time, because a single chain would wait for itself. */
    private static void row(
            float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float[] c, int cOffset, int out) {
        float[] b = w.panels();
        int in = w.in();
        int panel = w.depth() * STRIPE;
        int y = w.at();
        int i = initOffset;
        int o = cOffset;
        int end = cOffset + out;
        for (; o + 4 * STRIPE <= end; o += 4 * STRIPE, i += 4 * STRIPE, y += 4 * panel) {
            RowTiles.oneByEight(a, aOffset, b, y, panel, init, i, c, o, in);
        }
        if (o + 2 * STRIPE <= end) {
            RowTiles.oneByFour(a, aOffset, b, y, panel, init, i, c, o, in);
            o += 2 * STRIPE;
            i += 2 * STRIPE;
            y += 2 * panel;
        }
        if (o < end) {
            ProductTiles.oneByTwo(a, aOffset, 1, b, y, STRIPE, init, i, c, o, in);
        }
    }

    /** {@code c = a * b}, or {@code c += a * b}: a [rows, inner], b [inner, out] from {@code bOffset}, c [rows, out]. */
    static void plain(float[] a, int rows, int inner, float[] b, int bOffset, int out, float[] c, boolean add) {
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            for (int k = 0; k < inner; k += INNER) {
                int steps = Math.min(INNER, inner - k);
                int from = row * inner + k;
                rowMajor(a, from, inner, 1, count, steps, b, bOffset + k * out, out, c, row * out, add || k > 0);
            }
        }
    }

    /** {@code c = a * b}, shapes as above, a from {@code aOffset}. */
    static void plain(float[] a, int aOffset, int rows, int inner, float[] b, int bOffset, int out, float[] c) {
        rowMajor(a, aOffset, inner, 1, rows, inner, b, bOffset, out, c, 0, false);
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
        float[] init = add ? c : ZEROS;
        int from = add ? cOffset : 0;
        int next = add ? STRIPE : 0;
        int row = add ? out : 0;
        stripes(
                a, aOffset, aRow, aStep, b, bOffset, STRIPE, out, init, from, next, row, c, cOffset, out, rows, inner,
                whole);
        if (whole < out) {
            Pads pads = PADS.get();
            float[] panel = pads.ofB.floats(inner, STRIPE);
            copyStripe(b, bOffset + whole, out, panel, 0, STRIPE, inner, out - whole);
            float[] last = pads.ofC.floats(rows, STRIPE);
            if (add) {
                copyStripe(c, cOffset + whole, out, last, 0, STRIPE, rows, out - whole);
            } else {
                Arrays.fill(last, 0, rows * STRIPE, 0f);
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

    /** {@code whole} columns of c, over all rows; a stripe of b is {@code bNext} after the one before, of init {@code initNext}. */
    private static void stripes(
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bNext,
            int bStep,
            float[] init,
            int initOffset,
            int initNext,
            int initRow,
            float[] c,
            int cOffset,
            int cRow,
            int rows,
            int inner,
            int whole) {
        int y = bOffset;
        int i = initOffset;
        int column = 0;
        for (; WIDE && column + 2 * STRIPE <= whole; column += 2 * STRIPE, y += 2 * bNext, i += 2 * initNext) {
            twoStripes(
                    a,
                    aOffset,
                    aRow,
                    aStep,
                    b,
                    y,
                    bStep,
                    bNext,
                    init,
                    i,
                    initRow,
                    c,
                    cOffset + column,
                    cRow,
                    rows,
                    inner);
        }
        for (; column < whole; column += STRIPE, y += bNext, i += initNext) {
            stripe(a, aOffset, aRow, aStep, b, y, bStep, init, i, initRow, c, cOffset + column, cRow, rows, inner);
        }
    }

    /** Four vectors' width of c, over all rows. */
    private static void twoStripes(
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            int bNext,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow,
            int rows,
            int inner) {
        int x = aOffset;
        int i = initOffset;
        int o = cOffset;
        int row = 0;
        for (; row + 6 <= rows; row += 6, x += 6 * aRow, i += 6 * initRow, o += 6 * cRow) {
            if (aStep == 1 && bStep == STRIPE) {
                PackedTile.sixByFour(a, x, aRow, b, bOffset, bNext, init, i, initRow, c, o, cRow, inner);
            } else {
                ProductTiles.sixByFour(
                        a, x, aRow, aStep, b, bOffset, bStep, bNext, init, i, initRow, c, o, cRow, inner);
            }
        }
        if (row + 4 <= rows) {
            ProductTiles.fourByFour(a, x, aRow, aStep, b, bOffset, bStep, bNext, init, i, initRow, c, o, cRow, inner);
            row += 4;
            x += 4 * aRow;
            i += 4 * initRow;
            o += 4 * cRow;
        }
        for (; row < rows; row++, x += aRow, i += initRow, o += cRow) {
            ProductTiles.oneByTwo(a, x, aStep, b, bOffset, bStep, init, i, c, o, inner);
            ProductTiles.oneByTwo(a, x, aStep, b, bOffset + bNext, bStep, init, i + STRIPE, c, o + STRIPE, inner);
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
        int x = aOffset;
        int i = initOffset;
        int o = cOffset;
        int row = 0;
        for (; row + 6 <= rows; row += 6, x += 6 * aRow, i += 6 * initRow, o += 6 * cRow) {
            ProductTiles.sixByTwo(a, x, aRow, aStep, b, bOffset, bStep, init, i, initRow, c, o, cRow, inner);
        }
        for (; row < rows; row++, x += aRow, i += initRow, o += cRow) {
            ProductTiles.oneByTwo(a, x, aStep, b, bOffset, bStep, init, i, c, o, inner);
        }
    }
}

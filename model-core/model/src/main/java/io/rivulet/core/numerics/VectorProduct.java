package io.rivulet.core.numerics;

import static io.rivulet.core.numerics.StridedProduct.INNER;
import static io.rivulet.core.numerics.StridedProduct.ROWS;
import static io.rivulet.core.numerics.StridedProduct.STRIPE;
import static io.rivulet.core.numerics.StridedProduct.WIDE;

/**
 * The matrix product with packed weights on the Vector API: rows in tiles of six and four by {@link NarrowProduct} or
 * {@link StridedProduct}, as the processor has registers, and the rest row by row. A last stripe that is not full goes
 * through a padded copy.
 */
final class VectorProduct {
    /**
     * Room for the padded copy of a last stripe, one for each thread that multiplies; a product runs on one thread from
     * end to end.
     */
    private static final ThreadLocal<Scratch> PAD = ThreadLocal.withInitial(Scratch::new);

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
                StridedProduct.stripes(
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
        float[] start = PAD.get().floats(rows, STRIPE);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(init, (first + row) * initRow + whole, start, row * STRIPE, out - whole);
        }
        int panel = w.at() + whole * w.depth();
        StridedProduct.stripe(
                a, first * in, in, 1, w.panels(), panel, STRIPE, start, 0, STRIPE, start, 0, STRIPE, rows, in);
        StridedProduct.copyStripe(start, 0, STRIPE, c, first * out + whole, out, rows, out - whole);
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
}

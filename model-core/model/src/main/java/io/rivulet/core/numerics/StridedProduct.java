package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;

/**
 * {@code c[i, j] = init[i, j] + sum over k of a[i, k] * b[k, j]} over whole stripes of c, every element one chain of
 * fused multiply-adds in ascending k. Blocks of c that fit the caches are cut into {@link ProductTiles}; strides let
 * the same tiles serve packed weights, row-major weights and transposed activations. A stripe is two vectors of c's
 * columns, and two stripes are taken at once where the processor has the registers. {@code xRow} is how far a row of x
 * is from the one before, {@code xStep} how far a step of the sum.
 */
public final class StridedProduct {
    private static final int W = FloatVector.SPECIES_PREFERRED.length();
    /** Columns of a stripe. */
    public static final int STRIPE = 2 * W;
    /** Whether there are 32 registers: what has vectors of 16 floats has. */
    static final boolean WIDE = W == 16;
    /** Rows whose operands stay in the first-level cache while all stripes use them; whole tiles. */
    public static final int ROWS = 96;
    /** Steps of a long sum at a time: two stripes of b stay in the first-level cache while all rows use them. */
    public static final int INNER = 128;

    private StridedProduct() {}

    /** Copies {@code width} columns of {@code rows} rows. */
    public static void copyStripe(
            float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, fromAt + row * fromRow, to, toAt + row * toRow, width);
        }
    }

    /**
     * {@code whole} columns of c, over all rows; a stripe of b is {@code bNext} after the one before, of init {@code
     * initNext}.
     */
    public static void stripes(
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
    public static void stripe(
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

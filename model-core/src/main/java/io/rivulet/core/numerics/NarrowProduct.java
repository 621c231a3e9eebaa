package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;

/** The product with packed weights on processors of 16 registers, cut into {@link NarrowTile}s; see {@link VectorProduct}. */
final class NarrowProduct {
    private static final int STRIPE = 2 * FloatVector.SPECIES_PREFERRED.length();
    /** Rows whose copy stays in the second-level cache while all panels use it. */
    private static final int ROWS = 96;

    /** Of the threads that multiply, one each: rows of a, {@link NarrowTile#ROW} apart. */
    private static final ThreadLocal<float[]> COPY =
            ThreadLocal.withInitial(() -> new float[Aligned.FIRST + ROWS * NarrowTile.ROW]);

    private NarrowProduct() {}

    /** The first {@code tiled} rows and {@code whole} columns of c, which are whole panels; {@code init} as in {@link VectorProduct}. */
    static void of(float[] a, int tiled, PackedMatrix w, float[] init, int initRow, float[] c, int whole) {
        for (int row = 0; row < tiled; row += ROWS) {
            int count = Math.min(ROWS, tiled - row);
            for (int k = 0; k < w.in(); k += NarrowTile.INNER) {
                boolean first = k == 0;
                int steps = Math.min(NarrowTile.INNER, w.in() - k);
                block(a, row, count, k, steps, w, first ? init : c, first ? initRow : w.out(), c, whole);
            }
        }
    }

    private static void block(
            float[] a,
            int row,
            int count,
            int k,
            int steps,
            PackedMatrix w,
            float[] init,
            int initRow,
            float[] c,
            int whole) {
        int in = w.in();
        int out = w.out();
        float[] copy = COPY.get();
        for (int r = 0; r < count; r++) {
            System.arraycopy(a, (row + r) * in + k, copy, Aligned.FIRST + r * NarrowTile.ROW, steps);
        }
        float[] panels = w.panels();
        for (int column = 0; column < whole; column += STRIPE) {
            int x = Aligned.FIRST;
            int y = w.at() + column * in + k * STRIPE;
            int i = row * initRow + column;
            int o = row * out + column;
            int r = 0;
            for (; r + 6 <= count; r += 6, x += 6 * NarrowTile.ROW, i += 6 * initRow, o += 6 * out) {
                NarrowTile.sixByTwo(copy, x, panels, y, init, i, initRow, c, o, out, steps);
            }
            if (r < count) {
                NarrowTile.fourByTwo(copy, x, panels, y, init, i, initRow, c, o, out, steps);
            }
        }
    }
}

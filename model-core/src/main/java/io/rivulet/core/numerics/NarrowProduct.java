package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;

/** The product with packed weights on processors of 16 registers, cut into {@link NarrowTile}s; see {@link VectorProduct}. */
final class NarrowProduct {
    private static final int STRIPE = 2 * FloatVector.SPECIES_PREFERRED.length();
    /** Rows whose copy stays in the second-level cache while all panels use it. */
    private static final int ROWS = 96;

    /** Of the threads that multiply, one each. */
    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

    /** Room for rows of a, {@link NarrowTile#ROW} apart, and for the columns of a last panel that is not full. */
    private static final class Room {
        private final float[] copy = new float[Aligned.FIRST + ROWS * NarrowTile.ROW];
        private final float[] last = new float[ROWS * STRIPE];
    }

    private NarrowProduct() {}

    /** The first {@code tiled} rows of c, which sixes and a four divide; {@code init} as in {@link VectorProduct}. */
    static void of(float[] a, int tiled, PackedMatrix w, float[] init, int initRow, float[] c) {
        for (int row = 0; row < tiled; row += ROWS) {
            int count = Math.min(ROWS, tiled - row);
            for (int k = 0; k < w.in(); k += NarrowTile.INNER) {
                boolean first = k == 0;
                int steps = Math.min(NarrowTile.INNER, w.in() - k);
                block(a, row, count, k, steps, w, first ? init : c, first ? initRow : w.out(), c);
            }
        }
    }

    private static void block(
            float[] a, int row, int count, int k, int steps, PackedMatrix w, float[] init, int initRow, float[] c) {
        int in = w.in();
        int out = w.out();
        Room room = ROOM.get();
        for (int r = 0; r < count; r++) {
            System.arraycopy(a, (row + r) * in + k, room.copy, Aligned.FIRST + r * NarrowTile.ROW, steps);
        }
        float[] panels = w.panels();
        int column = 0;
        int y = w.at() + k * STRIPE;
        for (; column + STRIPE <= out; column += STRIPE, y += in * STRIPE) {
            int i = row * initRow + column;
            panel(room.copy, panels, y, init, i, initRow, c, row * out + column, out, count, steps);
        }
        if (column < out) {
            float[] last = room.last;
            int width = out - column;
            for (int r = 0; r < count; r++) {
                System.arraycopy(init, (row + r) * initRow + column, last, r * STRIPE, width);
            }
            panel(room.copy, panels, y, last, 0, STRIPE, last, 0, STRIPE, count, steps);
            for (int r = 0; r < count; r++) {
                System.arraycopy(last, r * STRIPE, c, (row + r) * out + column, width);
            }
        }
    }

    private static void panel(
            float[] copy,
            float[] panels,
            int y,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow,
            int count,
            int steps) {
        int x = Aligned.FIRST;
        int i = initOffset;
        int o = cOffset;
        int r = 0;
        for (; r + 6 <= count; r += 6, x += 6 * NarrowTile.ROW, i += 6 * initRow, o += 6 * cRow) {
            NarrowTile.sixByTwo(copy, x, panels, y, init, i, initRow, c, o, cRow, steps);
        }
        if (r < count) {
            NarrowTile.fourByTwo(copy, x, panels, y, init, i, initRow, c, o, cRow, steps);
        }
    }
}

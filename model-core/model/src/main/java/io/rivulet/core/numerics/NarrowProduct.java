package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;

/**
 * The product with packed weights on processors of 16 registers, cut into {@link NarrowTile}s; see {@link
 * VectorProduct}.
 */
final class NarrowProduct {
    private static final int STRIPE = 2 * FloatVector.SPECIES_PREFERRED.length();
    /** Rows whose copy stays in the second-level cache while all panels use it. */
    private static final int ROWS = 192;

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
        Room room = ROOM.get();
        int out = w.out();
        for (int row = 0; row < tiled; row += ROWS) {
            int count = Math.min(ROWS, tiled - row);
            block(room, a, row, count, 0, w, init, row * initRow, initRow, c);
            for (int k = NarrowTile.INNER; k < w.in(); k += NarrowTile.INNER) {
                block(room, a, row, count, k, w, c, row * out, out, c);
            }
        }
    }

    /** Up to {@link NarrowTile#INNER} steps from k of the sums of {@code count} rows of c, onto {@code init}. */
    private static void block(
            Room room,
            float[] a,
            int row,
            int count,
            int k,
            PackedMatrix w,
            float[] init,
            int initOffset,
            int initRow,
            float[] c) {
        int in = w.in();
        int out = w.out();
        int steps = copy(a, row * in + k, in, count, Math.min(NarrowTile.INNER, in - k), room.copy);
        float[] panels = w.panels();
        int column = 0;
        int y = w.at() + k * STRIPE;
        for (; column + STRIPE <= out; column += STRIPE, y += w.depth() * STRIPE) {
            panel(room.copy, panels, y, init, initOffset + column, initRow, c, row * out + column, out, count, steps);
        }
        if (column < out) {
            float[] last = room.last;
            int width = out - column;
            for (int r = 0; r < count; r++) {
                System.arraycopy(init, initOffset + r * initRow + column, last, r * STRIPE, width);
            }
            panel(room.copy, panels, y, last, 0, STRIPE, last, 0, STRIPE, count, steps);
            for (int r = 0; r < count; r++) {
                System.arraycopy(last, r * STRIPE, c, (row + r) * out + column, width);
            }
        }
    }

    /**
     * Copies {@code steps} numbers of each row and returns how many are whole rounds of them. What fills the last round
     * is -0: times the zeros of the panel there it is -0 too, which added to any sum leaves all its bits.
     */
    private static int copy(float[] a, int aOffset, int aRow, int count, int steps, float[] copy) {
        int whole = PackedMatrix.padded(steps, PackedMatrix.ROUND);
        for (int r = 0, to = Aligned.FIRST; r < count; r++, to += NarrowTile.ROW) {
            System.arraycopy(a, aOffset + r * aRow, copy, to, steps);
            for (int k = steps; k < whole; k++) {
                copy[to + k] = -0f;
            }
        }
        return whole;
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

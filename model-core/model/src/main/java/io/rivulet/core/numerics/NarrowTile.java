package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles that serve on processors of 16 registers: rows of a, copied to a constant distance from each other, by the
 * two vectors of a panel of packed weights. Twelve sums, two weights and two numbers of a fill the registers, and
 * nothing but multiply-adds and their loads is to be in the loop, as these processors start few instructions at a time.
 *
 * <p>Loops count by their place in b, of which the compiler then checks all bounds beforehand, and take four steps a
 * round, so that what it checks of a costs little. But it would load the numbers of many rows first, for which there
 * are no registers, and the sums would go to memory: half the speed. Tests that never hold stop it; they are of
 * equality, because tests of order are moved before the loop too.
 */
final class NarrowTile {
    /** Most steps of a sum at a time. */
    static final int INNER = 256;

    /**
     * From row to row of the copy: no power of two, so that the rows of a tile do not compete for lines of the cache.
     */
    static final int ROW = INNER + 16;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final int STRIPE = 2 * W;
    private static final int ROUND = PackedMatrix.ROUND;

    /** No place of a, which the compiler does not know; a constant, because there is no register for it either. */
    private static final int NEVER = Integer.MIN_VALUE;

    private NarrowTile() {}

    /** Six rows of the copy by one panel of b; {@code inner} is in whole {@link PackedMatrix#ROUND}s. */
    static void sixByTwo(
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
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
        int end = bOffset + inner * STRIPE;
        for (int y = bOffset, x = aOffset; y < end; y += ROUND * STRIPE, x += ROUND) {
            FloatVector b0 = FloatVector.fromArray(S, b, y);
            FloatVector b1 = FloatVector.fromArray(S, b, y + W);
            FloatVector v = FloatVector.broadcast(S, a[x]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            if (x == NEVER) {
                break;
            }
            v = FloatVector.broadcast(S, a[x + ROW]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            if (x == NEVER + 1) {
                break;
            }
            v = FloatVector.broadcast(S, a[x + 3 * ROW]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            v = FloatVector.broadcast(S, a[x + 4 * ROW]);
            c40 = v.fma(b0, c40);
            c41 = v.fma(b1, c41);
            v = FloatVector.broadcast(S, a[x + 5 * ROW]);
            c50 = v.fma(b0, c50);
            c51 = v.fma(b1, c51);
            if (x == NEVER + 2) {
                break;
            }
            b0 = FloatVector.fromArray(S, b, y + STRIPE);
            b1 = FloatVector.fromArray(S, b, y + STRIPE + W);
            v = FloatVector.broadcast(S, a[x + 1]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + ROW + 1]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW + 1]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            if (x == NEVER + 3) {
                break;
            }
            v = FloatVector.broadcast(S, a[x + 3 * ROW + 1]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            v = FloatVector.broadcast(S, a[x + 4 * ROW + 1]);
            c40 = v.fma(b0, c40);
            c41 = v.fma(b1, c41);
            v = FloatVector.broadcast(S, a[x + 5 * ROW + 1]);
            c50 = v.fma(b0, c50);
            c51 = v.fma(b1, c51);
            if (x == NEVER + 4) {
                break;
            }
            b0 = FloatVector.fromArray(S, b, y + 2 * STRIPE);
            b1 = FloatVector.fromArray(S, b, y + 2 * STRIPE + W);
            v = FloatVector.broadcast(S, a[x + 2]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + ROW + 2]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW + 2]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            if (x == NEVER + 5) {
                break;
            }
            v = FloatVector.broadcast(S, a[x + 3 * ROW + 2]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            v = FloatVector.broadcast(S, a[x + 4 * ROW + 2]);
            c40 = v.fma(b0, c40);
            c41 = v.fma(b1, c41);
            v = FloatVector.broadcast(S, a[x + 5 * ROW + 2]);
            c50 = v.fma(b0, c50);
            c51 = v.fma(b1, c51);
            if (x == NEVER + 6) {
                break;
            }
            b0 = FloatVector.fromArray(S, b, y + 3 * STRIPE);
            b1 = FloatVector.fromArray(S, b, y + 3 * STRIPE + W);
            v = FloatVector.broadcast(S, a[x + 3]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + ROW + 3]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW + 3]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            if (x == NEVER + 7) {
                break;
            }
            v = FloatVector.broadcast(S, a[x + 3 * ROW + 3]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            v = FloatVector.broadcast(S, a[x + 4 * ROW + 3]);
            c40 = v.fma(b0, c40);
            c41 = v.fma(b1, c41);
            v = FloatVector.broadcast(S, a[x + 5 * ROW + 3]);
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

    /** Four rows of the copy by one panel of b; {@code inner} is in whole {@link PackedMatrix#ROUND}s. */
    static void fourByTwo(
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
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
        int end = bOffset + inner * STRIPE;
        for (int y = bOffset, x = aOffset; y < end; y += ROUND * STRIPE, x += ROUND) {
            FloatVector b0 = FloatVector.fromArray(S, b, y);
            FloatVector b1 = FloatVector.fromArray(S, b, y + W);
            FloatVector v = FloatVector.broadcast(S, a[x]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + ROW]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = FloatVector.broadcast(S, a[x + 3 * ROW]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            if (x == NEVER) {
                break;
            }
            b0 = FloatVector.fromArray(S, b, y + STRIPE);
            b1 = FloatVector.fromArray(S, b, y + STRIPE + W);
            v = FloatVector.broadcast(S, a[x + 1]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + ROW + 1]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW + 1]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = FloatVector.broadcast(S, a[x + 3 * ROW + 1]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            if (x == NEVER + 1) {
                break;
            }
            b0 = FloatVector.fromArray(S, b, y + 2 * STRIPE);
            b1 = FloatVector.fromArray(S, b, y + 2 * STRIPE + W);
            v = FloatVector.broadcast(S, a[x + 2]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + ROW + 2]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW + 2]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = FloatVector.broadcast(S, a[x + 3 * ROW + 2]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            if (x == NEVER + 2) {
                break;
            }
            b0 = FloatVector.fromArray(S, b, y + 3 * STRIPE);
            b1 = FloatVector.fromArray(S, b, y + 3 * STRIPE + W);
            v = FloatVector.broadcast(S, a[x + 3]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = FloatVector.broadcast(S, a[x + ROW + 3]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = FloatVector.broadcast(S, a[x + 2 * ROW + 3]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = FloatVector.broadcast(S, a[x + 3 * ROW + 3]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
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
    }
}

package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link VectorProduct} for one row by several panels of packed weights, {@code panel} apart: the chain of
 * a single vector would mostly wait for itself. Loops count by their place in b, of which the compiler then checks all
 * bounds beforehand.
 */
final class RowTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final int STRIPE = 2 * W;

    private RowTiles() {}

    /** One row by four vectors, two from each of two panels. */
    static void oneByFour(
            float[] a, int aOffset, float[] b, int bOffset, int panel, float[] init, int i, float[] c, int o, int in) {
        FloatVector c0 = FloatVector.fromArray(S, init, i);
        FloatVector c1 = FloatVector.fromArray(S, init, i + W);
        FloatVector c2 = FloatVector.fromArray(S, init, i + 2 * W);
        FloatVector c3 = FloatVector.fromArray(S, init, i + 3 * W);
        int end = bOffset + in * STRIPE;
        for (int y = bOffset, x = aOffset; y < end; y += STRIPE, x++) {
            FloatVector v = FloatVector.broadcast(S, a[x]);
            c0 = v.fma(FloatVector.fromArray(S, b, y), c0);
            c1 = v.fma(FloatVector.fromArray(S, b, y + W), c1);
            c2 = v.fma(FloatVector.fromArray(S, b, y + panel), c2);
            c3 = v.fma(FloatVector.fromArray(S, b, y + panel + W), c3);
        }
        c0.intoArray(c, o);
        c1.intoArray(c, o + W);
        c2.intoArray(c, o + 2 * W);
        c3.intoArray(c, o + 3 * W);
    }

    /** One row by eight vectors, two from each of four panels. */
    static void oneByEight(
            float[] a, int aOffset, float[] b, int bOffset, int panel, float[] init, int i, float[] c, int o, int in) {
        FloatVector c0 = FloatVector.fromArray(S, init, i);
        FloatVector c1 = FloatVector.fromArray(S, init, i + W);
        FloatVector c2 = FloatVector.fromArray(S, init, i + 2 * W);
        FloatVector c3 = FloatVector.fromArray(S, init, i + 3 * W);
        FloatVector c4 = FloatVector.fromArray(S, init, i + 4 * W);
        FloatVector c5 = FloatVector.fromArray(S, init, i + 5 * W);
        FloatVector c6 = FloatVector.fromArray(S, init, i + 6 * W);
        FloatVector c7 = FloatVector.fromArray(S, init, i + 7 * W);
        int end = bOffset + in * STRIPE;
        for (int y = bOffset, x = aOffset; y < end; y += STRIPE, x++) {
            FloatVector v = FloatVector.broadcast(S, a[x]);
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
}

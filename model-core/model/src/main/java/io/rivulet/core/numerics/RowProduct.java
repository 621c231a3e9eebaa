package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#rowProduct} on the Vector API, for all shapes that are not {@link RowPanel}'s: four chains of two
 * vectors each hide the latency of a multiply-add.
 */
final class RowProduct {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final int STRIPE = 2 * W;
    /** Chains of a sum. */
    private static final int ROUND = PackedMatrix.ROUND;

    private RowProduct() {}

    /** Whatever is below {@code floor} becomes it. */
    static void of(
            float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float floor, float[] c, int cOffset) {
        if (w.panel() == RowPanel.OUTPUTS) {
            RowPanel.of(a, aOffset, w, init, initOffset, floor, c, cOffset);
            return;
        }
        int panel = w.depth() * STRIPE;
        int y = w.at();
        for (int column = 0; column < w.out(); column += STRIPE, y += panel) {
            stripe(a, aOffset, w.in(), w.panels(), y, init, initOffset + column, floor, c, cOffset + column);
        }
    }

    private static void stripe(
            float[] a,
            int aOffset,
            int in,
            float[] b,
            int bOffset,
            float[] init,
            int i,
            float floor,
            float[] c,
            int o) {
        FloatVector p0 = FloatVector.fromArray(S, init, i);
        FloatVector q0 = FloatVector.fromArray(S, init, i + W);
        FloatVector p1 = FloatVector.zero(S);
        FloatVector q1 = p1;
        FloatVector p2 = p1;
        FloatVector q2 = p1;
        FloatVector p3 = p1;
        FloatVector q3 = p1;
        int x = aOffset;
        int y = bOffset;
        int end = bOffset + in / ROUND * ROUND * STRIPE;
        for (; y < end; y += ROUND * STRIPE, x += ROUND) {
            FloatVector v = FloatVector.broadcast(S, a[x]);
            p0 = v.fma(FloatVector.fromArray(S, b, y), p0);
            q0 = v.fma(FloatVector.fromArray(S, b, y + W), q0);
            v = FloatVector.broadcast(S, a[x + 1]);
            p1 = v.fma(FloatVector.fromArray(S, b, y + STRIPE), p1);
            q1 = v.fma(FloatVector.fromArray(S, b, y + STRIPE + W), q1);
            v = FloatVector.broadcast(S, a[x + 2]);
            p2 = v.fma(FloatVector.fromArray(S, b, y + 2 * STRIPE), p2);
            q2 = v.fma(FloatVector.fromArray(S, b, y + 2 * STRIPE + W), q2);
            v = FloatVector.broadcast(S, a[x + 3]);
            p3 = v.fma(FloatVector.fromArray(S, b, y + 3 * STRIPE), p3);
            q3 = v.fma(FloatVector.fromArray(S, b, y + 3 * STRIPE + W), q3);
        }
        int left = in % ROUND;
        if (left > 0) {
            // -0 times the zeros that end the panel changes no bit of a sum.
            FloatVector v = FloatVector.broadcast(S, a[x]);
            p0 = v.fma(FloatVector.fromArray(S, b, y), p0);
            q0 = v.fma(FloatVector.fromArray(S, b, y + W), q0);
            v = FloatVector.broadcast(S, left > 1 ? a[x + 1] : -0f);
            p1 = v.fma(FloatVector.fromArray(S, b, y + STRIPE), p1);
            q1 = v.fma(FloatVector.fromArray(S, b, y + STRIPE + W), q1);
            v = FloatVector.broadcast(S, left > 2 ? a[x + 2] : -0f);
            p2 = v.fma(FloatVector.fromArray(S, b, y + 2 * STRIPE), p2);
            q2 = v.fma(FloatVector.fromArray(S, b, y + 2 * STRIPE + W), q2);
        }
        FloatVector least = FloatVector.broadcast(S, floor);
        p0 = p0.add(p1).add(p2.add(p3));
        q0 = q0.add(q1).add(q2.add(q3));
        // Two instructions, where the maximum of two floats takes six; this too keeps NaN and leaves no -0.
        p0.blend(least, p0.compare(VectorOperators.LE, least)).intoArray(c, o);
        q0.blend(least, q0.compare(VectorOperators.LE, least)).intoArray(c, o + W);
    }
}

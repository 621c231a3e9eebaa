package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#rowProduct} for panels of four vectors, which need a number of a half as often as panels of two, and
 * inputs in whole rounds. Two of the four chains go over all inputs, then the other two: eight sums hide the latency of
 * a multiply-add, and sixteen would be more than 16 registers hold.
 */
final class RowPanel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    /** Outputs of a panel. */
    static final int OUTPUTS = 4 * W;

    /** Chains of a sum, and so inputs of a round. */
    private static final int ROUND = PackedMatrix.ROUND;

    private RowPanel() {}

    /** Whether a matrix can be laid out for this. */
    static boolean fits(int out, int in) {
        return out % OUTPUTS == 0 && in > 0 && in % ROUND == 0;
    }

    /** Whatever is below {@code floor} becomes it. */
    static void of(
            float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float floor, float[] c, int cOffset) {
        int panel = w.in() * OUTPUTS;
        int y = w.at();
        for (int column = 0; column < w.out(); column += OUTPUTS, y += panel) {
            panel(a, aOffset, w.panels(), y, y + panel, init, initOffset + column, floor, c, cOffset + column);
        }
    }

    private static void panel(
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            int end,
            float[] init,
            int i,
            float floor,
            float[] c,
            int o) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector p0 = FloatVector.fromArray(S, init, i);
        FloatVector p1 = FloatVector.fromArray(S, init, i + W);
        FloatVector p2 = FloatVector.fromArray(S, init, i + 2 * W);
        FloatVector p3 = FloatVector.fromArray(S, init, i + 3 * W);
        FloatVector q0 = zero;
        FloatVector q1 = zero;
        FloatVector q2 = zero;
        FloatVector q3 = zero;
        for (int y = bOffset, x = aOffset; y < end; y += ROUND * OUTPUTS, x += ROUND) {
            FloatVector v = FloatVector.broadcast(S, a[x]);
            p0 = v.fma(FloatVector.fromArray(S, b, y), p0);
            p1 = v.fma(FloatVector.fromArray(S, b, y + W), p1);
            p2 = v.fma(FloatVector.fromArray(S, b, y + 2 * W), p2);
            p3 = v.fma(FloatVector.fromArray(S, b, y + 3 * W), p3);
            v = FloatVector.broadcast(S, a[x + 1]);
            q0 = v.fma(FloatVector.fromArray(S, b, y + OUTPUTS), q0);
            q1 = v.fma(FloatVector.fromArray(S, b, y + OUTPUTS + W), q1);
            q2 = v.fma(FloatVector.fromArray(S, b, y + OUTPUTS + 2 * W), q2);
            q3 = v.fma(FloatVector.fromArray(S, b, y + OUTPUTS + 3 * W), q3);
        }
        FloatVector s0 = p0.add(q0);
        FloatVector s1 = p1.add(q1);
        FloatVector s2 = p2.add(q2);
        FloatVector s3 = p3.add(q3);
        p0 = zero;
        p1 = zero;
        p2 = zero;
        p3 = zero;
        q0 = zero;
        q1 = zero;
        q2 = zero;
        q3 = zero;
        for (int y = bOffset, x = aOffset; y < end; y += ROUND * OUTPUTS, x += ROUND) {
            FloatVector v = FloatVector.broadcast(S, a[x + 2]);
            p0 = v.fma(FloatVector.fromArray(S, b, y + 2 * OUTPUTS), p0);
            p1 = v.fma(FloatVector.fromArray(S, b, y + 2 * OUTPUTS + W), p1);
            p2 = v.fma(FloatVector.fromArray(S, b, y + 2 * OUTPUTS + 2 * W), p2);
            p3 = v.fma(FloatVector.fromArray(S, b, y + 2 * OUTPUTS + 3 * W), p3);
            v = FloatVector.broadcast(S, a[x + 3]);
            q0 = v.fma(FloatVector.fromArray(S, b, y + 3 * OUTPUTS), q0);
            q1 = v.fma(FloatVector.fromArray(S, b, y + 3 * OUTPUTS + W), q1);
            q2 = v.fma(FloatVector.fromArray(S, b, y + 3 * OUTPUTS + 2 * W), q2);
            q3 = v.fma(FloatVector.fromArray(S, b, y + 3 * OUTPUTS + 3 * W), q3);
        }
        s0 = s0.add(p0.add(q0));
        s1 = s1.add(p1.add(q1));
        s2 = s2.add(p2.add(q2));
        s3 = s3.add(p3.add(q3));
        // Written out four times: a method for it would be one too many for the compiler here, and be called with
        // vectors on the heap.
        FloatVector least = FloatVector.broadcast(S, floor);
        s0.blend(least, s0.compare(VectorOperators.LE, least)).intoArray(c, o);
        s1.blend(least, s1.compare(VectorOperators.LE, least)).intoArray(c, o + W);
        s2.blend(least, s2.compare(VectorOperators.LE, least)).intoArray(c, o + 2 * W);
        s3.blend(least, s3.compare(VectorOperators.LE, least)).intoArray(c, o + 3 * W);
    }
}

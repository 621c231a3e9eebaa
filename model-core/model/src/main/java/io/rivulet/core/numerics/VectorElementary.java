package io.rivulet.core.numerics;

import static io.rivulet.core.numerics.Elementary.ERF_MAX;
import static io.rivulet.core.numerics.Elementary.EXP_MAX;
import static io.rivulet.core.numerics.Elementary.EXP_MIN;
import static io.rivulet.core.numerics.Elementary.LN2_HIGH;
import static io.rivulet.core.numerics.Elementary.LN2_LOW;
import static io.rivulet.core.numerics.Elementary.LOG2_E;
import static io.rivulet.core.numerics.Elementary.ROUND;
import static io.rivulet.core.numerics.Elementary.ROUND_BITS;
import static io.rivulet.core.numerics.Elementary.SQRT_HALF;
import static jdk.incubator.vector.FloatVector.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary}'s chains, lane by lane: each function takes the vector at x[i] to the one at y[j], which may be
 * the same. Arrays go in and out because the JVM does not always compile a method into its callers, and a vector that a
 * method of ours returned would then be an object. The coefficients are constants by name because the JVM folds no
 * element of an array.
 */
public final class VectorElementary {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private VectorElementary() {}

    public static void exp(float[] x, int i, float[] y, int j) {
        FloatVector clamped = FloatVector.fromArray(S, x, i).max(EXP_MIN).min(EXP_MAX);
        FloatVector shifted = clamped.fma(LOG2_E, ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(broadcast(S, -LN2_LOW), n.fma(broadcast(S, -LN2_HIGH), clamped));
        broadcast(S, Elementary.EXP_7)
                .fma(r, broadcast(S, Elementary.EXP_6))
                .fma(r, broadcast(S, Elementary.EXP_5))
                .fma(r, broadcast(S, Elementary.EXP_4))
                .fma(r, broadcast(S, Elementary.EXP_3))
                .fma(r, broadcast(S, Elementary.EXP_2))
                .fma(r, broadcast(S, 1f))
                .fma(r, broadcast(S, 1f))
                .mul(shifted.reinterpretAsInts()
                        .sub(ROUND_BITS - 127)
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats())
                .intoArray(y, j);
    }

    public static void sigmoid(float[] x, int i, float[] y, int j) {
        FloatVector.fromArray(S, x, i).neg().intoArray(y, j);
        exp(y, j, y, j);
        FloatVector one = broadcast(S, 1f);
        one.div(one.add(FloatVector.fromArray(S, y, j))).intoArray(y, j);
    }

    public static void erf(float[] x, int i, float[] y, int j) {
        FloatVector clamped = FloatVector.fromArray(S, x, i).max(-ERF_MAX).min(ERF_MAX);
        FloatVector square = clamped.mul(clamped);
        FloatVector p = broadcast(S, Elementary.ERF_P_6)
                .fma(square, broadcast(S, Elementary.ERF_P_5))
                .fma(square, broadcast(S, Elementary.ERF_P_4))
                .fma(square, broadcast(S, Elementary.ERF_P_3))
                .fma(square, broadcast(S, Elementary.ERF_P_2))
                .fma(square, broadcast(S, Elementary.ERF_P_1))
                .fma(square, broadcast(S, Elementary.ERF_P_0));
        FloatVector q = broadcast(S, Elementary.ERF_Q_4)
                .fma(square, broadcast(S, Elementary.ERF_Q_3))
                .fma(square, broadcast(S, Elementary.ERF_Q_2))
                .fma(square, broadcast(S, Elementary.ERF_Q_1))
                .fma(square, broadcast(S, Elementary.ERF_Q_0));
        clamped.mul(p).div(q).intoArray(y, j);
    }

    /** Needs {@code lanes}, room for one vector elsewhere. */
    static void gelu(float[] x, int i, float[] y, int j, float[] lanes) {
        FloatVector.fromArray(S, x, i).mul(SQRT_HALF).intoArray(lanes, 0);
        erf(lanes, 0, lanes, 0);
        FloatVector.fromArray(S, x, i)
                .mul(0.5f)
                .mul(FloatVector.fromArray(S, lanes, 0).add(1f))
                .intoArray(y, j);
    }
}

package io.rivulet.core.numerics;

import static io.rivulet.core.numerics.Elementary.ERF_P;
import static io.rivulet.core.numerics.Elementary.ERF_Q;
import static io.rivulet.core.numerics.Elementary.EXP;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Elementary}'s chains, lane by lane. */
final class VectorElementary {
    private VectorElementary() {}

    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(Elementary.EXP_MIN).min(Elementary.EXP_MAX);
        FloatVector shifted = clamped.fma(Elementary.LOG2_E, Elementary.ROUND);
        FloatVector n = shifted.sub(Elementary.ROUND);
        FloatVector r = n.fma(all(-Elementary.LN2_LOW), n.fma(all(-Elementary.LN2_HIGH), clamped));
        FloatVector p = all(EXP[0])
                .fma(r, all(EXP[1]))
                .fma(r, all(EXP[2]))
                .fma(r, all(EXP[3]))
                .fma(r, all(EXP[4]))
                .fma(r, all(EXP[5]))
                .fma(r, all(EXP[6]))
                .fma(r, all(EXP[7]));
        return p.mul(shifted.reinterpretAsInts()
                .sub(Elementary.ROUND_BITS - 127)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats());
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector one = all(1f);
        return one.div(one.add(exp(x.neg())));
    }

    static FloatVector erf(FloatVector x) {
        FloatVector clamped = x.max(-Elementary.ERF_MAX).min(Elementary.ERF_MAX);
        FloatVector square = clamped.mul(clamped);
        FloatVector p = all(ERF_P[0])
                .fma(square, all(ERF_P[1]))
                .fma(square, all(ERF_P[2]))
                .fma(square, all(ERF_P[3]))
                .fma(square, all(ERF_P[4]))
                .fma(square, all(ERF_P[5]))
                .fma(square, all(ERF_P[6]));
        FloatVector q = all(ERF_Q[0])
                .fma(square, all(ERF_Q[1]))
                .fma(square, all(ERF_Q[2]))
                .fma(square, all(ERF_Q[3]))
                .fma(square, all(ERF_Q[4]));
        return clamped.mul(p).div(q);
    }

    static FloatVector gelu(FloatVector x) {
        return x.mul(0.5f).mul(erf(x.mul(Elementary.SQRT_HALF)).add(1f));
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, value);
    }
}

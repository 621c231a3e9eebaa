package io.rivulet.core.numerics;

import static io.rivulet.core.numerics.Elementary.ERF_P;
import static io.rivulet.core.numerics.Elementary.ERF_Q;
import static io.rivulet.core.numerics.Elementary.EXP;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Elementary}'s chains, lane by lane. No method has more than 35 bytes of code: those the JVM compiles into their
 * callers however rarely these have run, and a vector that a method of its own returns would be an object.
 */
final class VectorElementary {
    private VectorElementary() {}

    static FloatVector exp(FloatVector x) {
        return ofClamped(x.max(Elementary.EXP_MIN).min(Elementary.EXP_MAX));
    }

    private static FloatVector ofClamped(FloatVector clamped) {
        FloatVector shifted = clamped.fma(Elementary.LOG2_E, Elementary.ROUND);
        return ofRemainder(remainder(clamped, shifted)).mul(twoTo(shifted));
    }

    private static FloatVector remainder(FloatVector clamped, FloatVector shifted) {
        FloatVector n = shifted.sub(Elementary.ROUND);
        return n.fma(all(-Elementary.LN2_LOW), n.fma(all(-Elementary.LN2_HIGH), clamped));
    }

    private static FloatVector ofRemainder(FloatVector r) {
        return next(EXP, next3(EXP, next3(EXP, all(EXP[0]), r, 1), r, 4), r, 7);
    }

    private static FloatVector twoTo(FloatVector shifted) {
        return shifted.reinterpretAsInts()
                .sub(Elementary.ROUND_BITS - 127)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector one = all(1f);
        return one.div(one.add(exp(x.neg())));
    }

    static FloatVector erf(FloatVector x) {
        FloatVector clamped = x.max(-Elementary.ERF_MAX).min(Elementary.ERF_MAX);
        FloatVector square = clamped.mul(clamped);
        return clamped.mul(erfP(square)).div(erfQ(square));
    }

    private static FloatVector erfP(FloatVector square) {
        return next3(ERF_P, next3(ERF_P, all(ERF_P[0]), square, 1), square, 4);
    }

    private static FloatVector erfQ(FloatVector square) {
        return next(ERF_Q, next3(ERF_Q, all(ERF_Q[0]), square, 1), square, 4);
    }

    static FloatVector gelu(FloatVector x) {
        return x.mul(0.5f).mul(erf(x.mul(Elementary.SQRT_HALF)).add(1f));
    }

    /** One step of Horner's rule: takes coefficient {@code k}. */
    private static FloatVector next(float[] coefficients, FloatVector sum, FloatVector x, int k) {
        return sum.fma(x, all(coefficients[k]));
    }

    /** Three steps, from coefficient {@code k} on. */
    private static FloatVector next3(float[] c, FloatVector sum, FloatVector x, int k) {
        return next(c, next(c, next(c, sum, x, k), x, k + 1), x, k + 2);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, value);
    }
}

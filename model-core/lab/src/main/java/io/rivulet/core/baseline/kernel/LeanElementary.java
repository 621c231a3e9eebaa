package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.VectorElementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementwise functions to 1e-6, in whatever order is fastest: for loops that no replay has to follow bit for bit.
 * Clamps act on the bits, because the minimum of two floats takes six instructions (it minds signed zeros and NaN) and
 * that of two integers one. Each takes the vector at y[i] in place, for the reason that {@link VectorElementary} gives.
 */
final class LeanElementary {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int ALL_BUT_SIGN = 0x7FFFFFFF;
    private static final int SIGN = 0x80000000;
    private static final int FOUR = Float.floatToRawIntBits(4f);
    /** Rounds to a whole number whose bits carry the bias of an exponent. */
    private static final float ROUND = Elementary.ROUND + 127;

    /** 2^-64 is nothing beside 1, and far from the numbers below 2^-126, which processors are slow with. */
    private static final int LEAST = Elementary.ROUND_BITS + 127 - 64;

    private static final int MOST = Elementary.ROUND_BITS + 127 + 127;

    private LeanElementary() {}

    static void sigmoid(float[] y, int i) {
        fromArray(S, y, i).neg().intoArray(y, i);
        exp(y, i);
        FloatVector one = broadcast(S, 1);
        one.div(one.add(fromArray(S, y, i))).intoArray(y, i);
    }

    /** x * Phi(x). */
    static void gelu(float[] y, int i) {
        FloatVector x = fromArray(S, y, i);
        normalCumulative(y, i, y, i);
        x.mul(fromArray(S, y, i)).intoArray(y, i);
    }

    /**
     * Phi(x) = (1 + erf(v)) / 2 with v = x / sqrt(2), of the vector at x[i], to y[j]: erf as v * P(v^2) / Q(v^2) on
     * [-4, 4], the rational fit that Eigen and XLA use for float. Its numbers stand here because the compiler folds no
     * element of an array.
     */
    static void normalCumulative(float[] from, int i, float[] y, int j) {
        FloatVector x = fromArray(S, from, i);
        IntVector bits = x.mul(Elementary.SQRT_HALF).reinterpretAsInts();
        FloatVector v = bits.and(ALL_BUT_SIGN).min(FOUR).or(bits.and(SIGN)).reinterpretAsFloats();
        FloatVector s = v.mul(v);
        FloatVector p = broadcast(S, -2.72614225801306e-10f)
                .fma(s, broadcast(S, 2.77068142495902e-08f))
                .fma(s, broadcast(S, -2.10102402082508e-06f))
                .fma(s, broadcast(S, -5.69250639462346e-05f))
                .fma(s, broadcast(S, -7.34990630326855e-04f))
                .fma(s, broadcast(S, -2.95459980854025e-03f))
                .fma(s, broadcast(S, -1.60960333262415e-02f));
        FloatVector q = broadcast(S, -1.45660718464996e-05f)
                .fma(s, broadcast(S, -2.13374055278905e-04f))
                .fma(s, broadcast(S, -1.68282697438203e-03f))
                .fma(s, broadcast(S, -7.37332916720468e-03f))
                .fma(s, broadcast(S, -1.42647390514189e-02f));
        FloatVector half = broadcast(S, 0.5f);
        v.mul(p).div(q).fma(half, half).intoArray(y, j);
    }

    static void exp(float[] y, int i) {
        fromArray(S, y, i).mul(Elementary.LOG2_E).intoArray(y, i);
        power(y, i);
    }

    /**
     * 2^y, but never less than about 2^-64 nor more than about 2^127: 2^f with f at most 1/2 from zero by its series,
     * whose coefficients are ln(2)^k / k!, times 2 to the whole part. A multiplication, because it leaves NaN what it
     * is.
     */
    static void power(float[] y, int i) {
        FloatVector t = fromArray(S, y, i);
        FloatVector shifted = t.add(ROUND);
        FloatVector f = t.sub(shifted.sub(ROUND));
        IntVector whole = shifted.reinterpretAsInts().max(LEAST).min(MOST).lanewise(VectorOperators.LSHL, 23);
        broadcast(S, 1.5403530e-4f)
                .fma(f, broadcast(S, 1.3333558e-3f))
                .fma(f, broadcast(S, 9.6181291e-3f))
                .fma(f, broadcast(S, 5.5504109e-2f))
                .fma(f, broadcast(S, 2.4022651e-1f))
                .fma(f, broadcast(S, 6.9314718e-1f))
                .fma(f, broadcast(S, 1f))
                .mul(whole.reinterpretAsFloats())
                .intoArray(y, i);
    }

    /**
     * log(1 + exp(x)) as max(x, 0) + log(1 + e) with e = exp(-|x|), and log(1 + e) = 2 atanh(e / (2 + e)) by its
     * series.
     */
    static void softplus(float[] y, int i) {
        IntVector bits = fromArray(S, y, i).reinterpretAsInts();
        bits.or(SIGN).reinterpretAsFloats().intoArray(y, i);
        exp(y, i);
        FloatVector e = fromArray(S, y, i);
        FloatVector r = e.div(e.add(2f));
        FloatVector s = r.mul(r);
        FloatVector series = broadcast(S, 2f / 13)
                .fma(s, broadcast(S, 2f / 11))
                .fma(s, broadcast(S, 2f / 9))
                .fma(s, broadcast(S, 2f / 7))
                .fma(s, broadcast(S, 2f / 5))
                .fma(s, broadcast(S, 2f / 3))
                .fma(s, broadcast(S, 2f));
        r.fma(series, bits.max(0).reinterpretAsFloats()).intoArray(y, i);
    }
}

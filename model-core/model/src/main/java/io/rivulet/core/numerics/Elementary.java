package io.rivulet.core.numerics;

/**
 * Elementary functions as chains of IEEE operations that every processor rounds alike. Both kernels follow these
 * chains, lane by lane, so the constants live here.
 */
public final class Elementary {
    static final float EXP_MIN = -87f;
    static final float EXP_MAX = 88f;
    public static final float LOG2_E = 1.44269504f;
    /** 1.5 * 2^23: adding it rounds a float to the nearest integer and leaves that integer in the low bits. */
    public static final float ROUND = 12582912f;

    public static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    public static final float LN2_HIGH = 0.693359375f;
    public static final float LN2_LOW = -2.12194440e-4f;
    /** Of exp(r) on |r| <= ln(2) / 2, by the power of r: the Cephes library's expf (Moshier), then 1/2, 1, 1. */
    static final float EXP_7 = 1.9875691500e-4f;

    static final float EXP_6 = 1.3981999507e-3f;
    static final float EXP_5 = 8.3334519073e-3f;
    static final float EXP_4 = 4.1665795894e-2f;
    static final float EXP_3 = 1.6666665459e-1f;
    static final float EXP_2 = 0.5f;
    private static final float[] EXP = {EXP_7, EXP_6, EXP_5, EXP_4, EXP_3, EXP_2, 1f, 1f};

    static final float ERF_MAX = 4f;
    /** erf(x) = x * P(x^2) / Q(x^2) on |x| <= 4: the rational fit that Eigen and XLA use for float. */
    static final float ERF_P_6 = -2.72614225801306e-10f;

    static final float ERF_P_5 = 2.77068142495902e-08f;
    static final float ERF_P_4 = -2.10102402082508e-06f;
    static final float ERF_P_3 = -5.69250639462346e-05f;
    static final float ERF_P_2 = -7.34990630326855e-04f;
    static final float ERF_P_1 = -2.95459980854025e-03f;
    static final float ERF_P_0 = -1.60960333262415e-02f;
    private static final float[] ERF_P = {ERF_P_6, ERF_P_5, ERF_P_4, ERF_P_3, ERF_P_2, ERF_P_1, ERF_P_0};

    static final float ERF_Q_4 = -1.45660718464996e-05f;
    static final float ERF_Q_3 = -2.13374055278905e-04f;
    static final float ERF_Q_2 = -1.68282697438203e-03f;
    static final float ERF_Q_1 = -7.37332916720468e-03f;
    static final float ERF_Q_0 = -1.42647390514189e-02f;
    private static final float[] ERF_Q = {ERF_Q_4, ERF_Q_3, ERF_Q_2, ERF_Q_1, ERF_Q_0};

    public static final float SQRT_HALF = 0.70710678f;
    public static final float NORM_EPSILON = 1e-5f;

    private Elementary() {}

    /** exp(x) to 2 units in the last place, x clamped to [-87, 88]. */
    public static float exp(float x) {
        float clamped = Math.min(Math.max(x, EXP_MIN), EXP_MAX);
        float shifted = Math.fma(clamped, LOG2_E, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
        float p = polynomial(EXP, r);
        return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) - ROUND_BITS + 127) << 23);
    }

    /** 1 / (1 + exp(-x)). */
    public static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** The error function, to 3e-7. */
    public static float erf(float x) {
        float clamped = Math.min(Math.max(x, -ERF_MAX), ERF_MAX);
        float square = clamped * clamped;
        return clamped * polynomial(ERF_P, square) / polynomial(ERF_Q, square);
    }

    /** x * Phi(x), the exact gelu. */
    public static float gelu(float x) {
        return 0.5f * x * (1f + erf(x * SQRT_HALF));
    }

    private static float polynomial(float[] descending, float x) {
        float p = descending[0];
        for (int i = 1; i < descending.length; i++) {
            p = Math.fma(p, x, descending[i]);
        }
        return p;
    }
}

package io.rivulet.core.numerics;

/** The eigenvalues of a diagonal recurrence, split into real and imaginary parts: [states] each. */
public record Diagonal(float[] real, float[] imaginary) {
    public Diagonal {
        if (real.length != imaginary.length) {
            throw new IllegalArgumentException(
                    "real and imaginary parts must be as many, got " + real.length + " and " + imaginary.length);
        }
    }

    public int states() {
        return real.length;
    }

    /**
     * {@code lambda = exp(-exp(nu) + i * exp(theta))}, arXiv 2407.08415's recurrence in the stable parametrisation of
     * the LRU (arXiv 2303.06349). In double precision with {@link StrictMath}: the same on every machine.
     */
    public static Diagonal of(float[] nu, float[] theta) {
        Diagonal lambda = new Diagonal(new float[nu.length], new float[theta.length]);
        lambda.refill(nu, 0, theta, 0);
        return lambda;
    }

    /** Takes new parameters from the given offsets. */
    public void refill(float[] nu, int nuOffset, float[] theta, int thetaOffset) {
        for (int p = 0; p < real.length; p++) {
            double modulus = StrictMath.exp(-StrictMath.exp(nu[nuOffset + p]));
            double angle = StrictMath.exp(theta[thetaOffset + p]);
            real[p] = (float) (modulus * StrictMath.cos(angle));
            imaginary[p] = (float) (modulus * StrictMath.sin(angle));
        }
    }
}

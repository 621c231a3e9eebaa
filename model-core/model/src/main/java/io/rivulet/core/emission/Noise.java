package io.rivulet.core.emission;

import io.rivulet.core.numerics.NormalQuantile;

/** Standard noise for real symbols, [rows, count]. In double precision with {@link StrictMath}. */
public interface Noise {

    double[] draw(Draws draws, int count);

    /** One normal draw a symbol, by the inverse of the distribution function. */
    static Noise normal() {
        return (draws, count) -> {
            double[] noise = draws.uniforms(Draws.SYMBOLS, count);
            for (int i = 0; i < draws.rows() * count; i++) {
                noise[i] = NormalQuantile.of(noise[i]);
            }
            return noise;
        };
    }

    /**
     * Student-t of {@code degrees} degrees of freedom from two uniform draws a symbol: {@code sqrt(n (u^(-2/n) - 1))
     * cos(2 pi v)} (Bailey, Mathematics of Computation 62, 1994).
     */
    static Noise studentT(double degrees) {
        return (draws, count) -> {
            double[] noise = draws.uniforms(Draws.SYMBOLS, count);
            double[] angle = draws.uniforms(Draws.SECOND_SYMBOLS, count);
            for (int i = 0; i < draws.rows() * count; i++) {
                double radius = Math.sqrt(degrees * StrictMath.expm1(-2 / degrees * StrictMath.log(noise[i])));
                noise[i] = radius * StrictMath.cos(2 * Math.PI * angle[i]);
            }
            return noise;
        };
    }
}

package io.rivulet.core.generate;

import io.rivulet.core.emission.Draws;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.NormalQuantile;
import io.rivulet.core.numerics.Scratch;

/** The prior of the latents to come, and draws from it: {@code z = mean + temperature * sd * eps}. */
final class LatentPrior {

    /** Log standard deviations are clamped to this range, here and in training. */
    static final float MIN_LOG_SD = -6;

    static final float MAX_LOG_SD = 2;

    private final Kernels kernels;
    private final Linear head;
    private final int latent;
    private final Scratch prior = new Scratch();
    private final Scratch sd = new Scratch();
    private final Scratch latents = new Scratch();

    LatentPrior(Kernels kernels, Linear head) {
        this.kernels = kernels;
        this.head = head;
        this.latent = head.weight().out() / 2;
    }

    /** The head's output of the last draw, means and then log standard deviations, those clamped: [rows, 2D]. */
    float[] prior() {
        return prior.floats(0, 0);
    }

    /** The last draw, [rows, D]. */
    float[] latents() {
        return latents.floats(0, 0);
    }

    /** Draws the latents of all rows from the decoder's output over planned steps, [rows, H]; returns [rows, D]. */
    float[] draw(float[] hidden, Draws draws) {
        int rows = draws.rows();
        float[] p = prior.floats(rows, 2 * latent);
        head.forward(kernels, hidden, rows, p);
        float[] spread = sd.floats(rows, latent);
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < latent; d++) {
                int at = row * 2 * latent + latent + d;
                p[at] = Math.min(Math.max(p[at], MIN_LOG_SD), MAX_LOG_SD);
                spread[row * latent + d] = p[at];
            }
        }
        kernels.exp(spread, rows * latent, spread);
        double[] uniform = draws.uniforms(Draws.LATENTS, latent);
        float[] z = latents.floats(rows, latent);
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                float eps = (float) NormalQuantile.of(uniform[i]);
                z[i] = Math.fma(draws.temperature(row) * spread[i], eps, p[row * 2 * latent + d]);
            }
        }
        return z;
    }
}

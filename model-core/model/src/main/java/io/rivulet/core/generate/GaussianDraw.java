package io.rivulet.core.generate;

import io.rivulet.core.emission.Draws;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.NormalQuantile;
import io.rivulet.core.numerics.Scratch;

/** {@code z = mean + temperature * sd * eps}. */
final class GaussianDraw implements LatentDraw {

    private final Kernels kernels;
    private final int latent;
    private final Scratch sd = new Scratch();

    GaussianDraw(GaussianLatents latents, Kernels kernels) {
        this.kernels = kernels;
        latent = latents.width();
    }

    @Override
    public void limit(float[] parameters, int rows) {
        for (int row = 0; row < rows; row++) {
            int at = (2 * row + 1) * latent;
            for (int d = 0; d < latent; d++) {
                parameters[at + d] =
                        Math.min(Math.max(parameters[at + d], GaussianLatents.MIN_LOG_SD), GaussianLatents.MAX_LOG_SD);
            }
        }
    }

    @Override
    public void likeliest(float[] parameters, int rows, float[] z) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(parameters, 2 * row * latent, z, row * latent, latent);
        }
    }

    @Override
    public void draw(float[] parameters, Draws draws, float[] z) {
        int rows = draws.rows();
        float[] spread = sd.floats(rows, latent);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(parameters, (2 * row + 1) * latent, spread, row * latent, latent);
        }
        kernels.exp(spread, rows * latent, spread);
        double[] uniform = draws.uniforms(Draws.LATENTS, latent);
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                float eps = (float) NormalQuantile.of(uniform[i]);
                z[i] = Math.fma(draws.temperature(row) * spread[i], eps, parameters[2 * row * latent + d]);
            }
        }
    }
}

package io.rivulet.core.training;

import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.Kernels;
import java.util.SplittableRandom;

/**
 * A Gaussian for each latent, sharpened by a flow over time: {@code z0_t = mean_t + sd_t * eps_t}, then {@link
 * AutoregressiveFlow}. Its divergence from a Gaussian prior is the log ratio of the draw.
 */
final class GaussianPosterior implements Posterior {
    private final int latent;
    private final LatentEncoder encoder;
    private final AutoregressiveFlow flow;
    private final float[] noise;
    private final float[] z0;
    private final float[] z;
    private final float[] dBase;
    /** Means and log standard deviations of z0, the encoder's own array. */
    private float[] base = {};

    GaussianPosterior(Kernels kernels, Parameters parameters, ModelConfig config, Workspace work, int rows) {
        latent = config.latents().inputs();
        encoder = LatentEncoder.whole(kernels, parameters, config, work, rows);
        flow = new AutoregressiveFlow(kernels, parameters, config, work, rows);
        noise = new float[rows * latent];
        z0 = new float[rows * latent];
        z = new float[rows * latent];
        dBase = new float[rows * 2 * latent];
    }

    @Override
    public void refresh() {
        encoder.refresh();
        flow.refresh();
    }

    @Override
    public void finish(float[] gradients) {
        encoder.finish(gradients);
        flow.finish(gradients);
    }

    @Override
    public float[] draw(float[] x, Cuts cuts, SplittableRandom random) {
        base = encoder.forward(x, cuts);
        for (int row = 0; row < cuts.rows(); row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                noise[i] = (float) random.nextGaussian();
                z0[i] = base[2 * row * latent + d] + noise[i] * Elementary.exp(logSd(base, row, d));
            }
        }
        flow.forward(z0, encoder.hidden(), cuts, z);
        return z;
    }

    @Override
    public double logRatio(float[] prior, int row) {
        double sum = 0;
        for (int d = 0; d < latent; d++) {
            int i = row * latent + d;
            double logQ = -0.5 * noise[i] * noise[i] - logSd(base, row, d) - flow.logScale(row, d);
            double off = standardised(prior, row, d);
            sum += logQ - (-0.5 * off * off - logSd(prior, row, d));
        }
        return sum;
    }

    @Override
    public double divergence(float[] prior, int row) {
        return logRatio(prior, row);
    }

    @Override
    public void backward(float[] dz, float[] prior, float[] pressure, Cuts cuts, float[] dPrior, float[] gradients) {
        for (int row = 0; row < cuts.rows(); row++) {
            float g = pressure[row];
            for (int d = 0; d < latent; d++) {
                int at = 2 * row * latent + d;
                float off = standardised(prior, row, d);
                float slope = off * Elementary.exp(-logSd(prior, row, d)) * g;
                dPrior[at] = -slope;
                dPrior[at + latent] = inside(prior, row, d) ? (1 - off * off) * g : 0f;
                dz[row * latent + d] += slope;
            }
        }
        float[] dContext = flow.backward(z0, encoder.hidden(), pressure, cuts, dz, gradients);
        for (int row = 0; row < cuts.rows(); row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                int at = 2 * row * latent + d;
                float sd = Elementary.exp(logSd(base, row, d));
                dBase[at] = dz[i];
                dBase[at + latent] = inside(base, row, d) ? dz[i] * noise[i] * sd - pressure[row] : 0f;
            }
        }
        encoder.backward(dBase, dContext, cuts, gradients);
    }

    private float logSd(float[] head, int row, int d) {
        float raw = head[(2 * row + 1) * latent + d];
        return Math.min(Math.max(raw, GaussianLatents.MIN_LOG_SD), GaussianLatents.MAX_LOG_SD);
    }

    /** Whether the log standard deviation is not clamped. */
    private boolean inside(float[] head, int row, int d) {
        float raw = head[(2 * row + 1) * latent + d];
        return raw >= GaussianLatents.MIN_LOG_SD && raw <= GaussianLatents.MAX_LOG_SD;
    }

    private float standardised(float[] prior, int row, int d) {
        float mean = prior[2 * row * latent + d];
        return (z[row * latent + d] - mean) * Elementary.exp(-logSd(prior, row, d));
    }
}

package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.Kernels;

/**
 * The inverse autoregressive flow over time that sharpens a Gaussian posterior (arXiv 1606.04934): {@code z_t = z0_t
 * exp(s_t) + m_t}, where m and s come from a causal stack over the base sample, shifted by one step, and the encoder's
 * output; s is squashed by {@code 2 tanh(s / 2)}. One parallel pass samples, and scores what was sampled.
 */
final class AutoregressiveFlow {
    private final int latent;
    private final int width;
    private final Workspace work;
    private final TrainedLinear fromLatent;
    private final TrainedLinear fromContext;
    private final TrainedStack stack;
    private final TrainedLinear out;
    private final TrainedStack.Tape tape;
    private final float[] shifted;
    private final float[] hidden;
    private final float[] warp;
    private final float[] dWarp;
    private final float[] dShifted;
    private final float[] dContext;

    AutoregressiveFlow(Kernels kernels, Parameters parameters, ModelConfig config, Workspace work, int rows) {
        this.work = work;
        latent = config.latents().inputs();
        width = config.width();
        int depth = config.flowLayers();
        fromLatent = new TrainedLinear(kernels, parameters, "flow.embed_z", width, latent);
        fromContext = new TrainedLinear(kernels, parameters, "flow.embed_h", width, width);
        stack = new TrainedStack(kernels, parameters, "flow", depth, width, config.states(), false);
        out = new TrainedLinear(kernels, parameters, "flow.out", 2 * latent, width);
        tape = TrainedStack.Tape.of(depth, rows, width, config.states());
        shifted = new float[rows * latent];
        hidden = new float[rows * width];
        warp = new float[rows * 2 * latent];
        dWarp = new float[rows * 2 * latent];
        dShifted = new float[rows * latent];
        dContext = new float[rows * width];
    }

    void refresh() {
        fromLatent.refresh();
        fromContext.refresh();
        stack.refresh();
        out.refresh();
    }

    void finish(float[] gradients) {
        stack.finish(gradients);
    }

    /** From the base sample z0 [rows, D] and context [rows, H] to z [rows, D]. */
    void forward(float[] z0, float[] context, Cuts cuts, float[] z) {
        int rows = cuts.rows();
        for (int row = 0; row < rows; row++) {
            boolean first = row % cuts.steps() == 0;
            for (int i = row * latent; i < (row + 1) * latent; i++) {
                shifted[i] = first ? 0f : z0[i - latent];
            }
        }
        fromLatent.forward(shifted, rows, hidden);
        fromContext.forward(context, rows, work.wide());
        for (int i = 0; i < rows * width; i++) {
            hidden[i] += work.wide()[i];
        }
        stack.forward(hidden, tape, cuts.batch(), cuts.steps());
        out.forward(hidden, rows, warp);
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                z[i] = z0[i] * Elementary.exp(logScale(row, d)) + warp[2 * row * latent + d];
            }
        }
    }

    /** s of one latent, by which the flow lowers its log density. */
    float logScale(int row, int d) {
        return 2 * (2 * Elementary.sigmoid(warp[(2 * row + 1) * latent + d]) - 1);
    }

    /**
     * From the gradient of z, [rows, D], to that of z0, in the same array.
     *
     * @param pressure of each row, how many times the log density of its z counts
     * @return the gradient of the context, [rows, H], the caller's to change
     */
    float[] backward(float[] z0, float[] context, float[] pressure, Cuts cuts, float[] dz, float[] gradients) {
        int rows = cuts.rows();
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                float scale = logScale(row, d);
                float stretch = Elementary.exp(scale);
                dWarp[2 * row * latent + d] = dz[i];
                // d(2 tanh(s / 2)) / ds = 1 - tanh(s / 2)^2
                dWarp[(2 * row + 1) * latent + d] = (dz[i] * z0[i] * stretch - pressure[row]) * (1 - scale * scale / 4);
                dz[i] *= stretch;
            }
        }
        out.backward(hidden, dWarp, rows, work.wide(), gradients);
        stack.backward(work.wide(), work.wider(), tape, work.layer(), cuts.batch(), cuts.steps(), gradients);
        fromLatent.backward(shifted, work.wider(), rows, dShifted, gradients);
        fromContext.backward(context, work.wider(), rows, dContext, gradients);
        for (int row = 0; row < rows; row++) {
            boolean last = row % cuts.steps() == cuts.steps() - 1;
            for (int i = row * latent; i < (row + 1) * latent; i++) {
                dz[i] += last ? 0f : dShifted[i + latent];
            }
        }
        return dContext;
    }
}

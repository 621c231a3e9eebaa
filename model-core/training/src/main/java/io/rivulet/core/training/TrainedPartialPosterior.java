package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * Conditioning by a partial posterior (arXiv 2407.08415): a causal stack that is shown the observed frames says what
 * the latents of all steps may be, and the decoder sees latents alone. Those of observed steps are the likeliest ones
 * given the frames up to theirs, as in serving: the mean, or the mode with a straight-through gradient. Where nothing
 * is observed the prior is that of the family, standard normal or uniform.
 */
final class TrainedPartialPosterior implements TrainedConditioner {
    private final LikeliestLatents likeliest;
    private final int inputs;
    private final int numbers;
    private final LatentEncoder partial;
    private final TrainedLinear emitted;
    private final float[] entered;
    private final float[] dFiltered;
    private float temperature = 1;
    /** What the stack says, its own array; zeros where nothing is observed. */
    private float[] prior = {};

    TrainedPartialPosterior(Kernels kernels, Parameters parameters, ModelConfig config, Workspace work, int rows) {
        likeliest = LikeliestLatents.of(config.latents());
        inputs = config.latents().inputs();
        numbers = config.latents().parameters();
        partial = LatentEncoder.partial(kernels, parameters, config, work, rows);
        emitted = new TrainedLinear(kernels, parameters, "decoder.embed_z", config.width(), inputs);
        entered = new float[rows * inputs];
        dFiltered = new float[rows * numbers];
    }

    @Override
    public void refresh() {
        partial.refresh();
        emitted.refresh();
    }

    @Override
    public void finish(float[] gradients) {
        partial.finish(gradients);
    }

    @Override
    public void relax(float temperature) {
        this.temperature = temperature;
    }

    @Override
    public float[] prior(float[] x, Cuts cuts) {
        prior = partial.forward(x, cuts);
        clearUnseen(prior, cuts);
        return prior;
    }

    @Override
    public void input(float[] z, Cuts cuts, float[] h) {
        System.arraycopy(z, 0, entered, 0, cuts.rows() * inputs);
        for (int row = 0; row < cuts.rows(); row++) {
            if (cuts.observed(row)) {
                likeliest.forward(prior, row, entered);
            }
        }
        emitted.forward(entered, cuts.rows(), h);
    }

    @Override
    public void inputBackward(float[] dh, float[] z, Cuts cuts, float[] dz, float[] gradients) {
        emitted.backward(entered, dh, cuts.rows(), dz, gradients);
        Arrays.fill(dFiltered, 0, cuts.rows() * numbers, 0f);
        for (int row = 0; row < cuts.rows(); row++) {
            if (cuts.observed(row)) {
                likeliest.backward(prior, row, temperature, dz, dFiltered);
                Arrays.fill(dz, row * inputs, (row + 1) * inputs, 0f);
            }
        }
    }

    @Override
    public void priorBackward(float[] dPrior, Cuts cuts, float[] gradients) {
        clearUnseen(dPrior, cuts);
        for (int i = 0; i < cuts.rows() * numbers; i++) {
            dPrior[i] += dFiltered[i];
        }
        partial.backward(dPrior, cuts, gradients);
    }

    /** Makes zero the rows of sequences of which nothing is observed. */
    private void clearUnseen(float[] rows, Cuts cuts) {
        int sequence = cuts.steps() * numbers;
        for (int b = 0; b < cuts.batch(); b++) {
            if (cuts.cuts()[b] == 0) {
                Arrays.fill(rows, b * sequence, (b + 1) * sequence, 0f);
            }
        }
    }
}

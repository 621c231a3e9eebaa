package io.rivulet.core.training;

import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A categorical distribution for each group of latents, independent given the whole sequence, as in arXiv 2407.08415. A
 * draw is the largest of the logits with Gumbel noise, one-hot; its gradient is {@link GroupSoftmax#straightThrough}.
 * The divergence is exact: {@code sum over values of q (log q - log p)}.
 */
final class CategoricalPosterior implements Posterior {
    private final int groups;
    private final int values;
    private final LatentEncoder encoder;
    private final float[] perturbed;
    private final float[] z;
    private final float[] logQ;
    private final float[] logP;
    private final float[] dLogits;
    private float temperature = 1;

    CategoricalPosterior(
            Kernels kernels,
            Parameters parameters,
            ModelConfig config,
            CategoricalLatents latents,
            Workspace work,
            int rows) {
        groups = latents.groups();
        values = latents.values();
        encoder = LatentEncoder.whole(kernels, parameters, config, work, rows);
        perturbed = new float[rows * latents.inputs()];
        z = new float[rows * latents.inputs()];
        logQ = new float[rows * latents.inputs()];
        logP = new float[rows * latents.inputs()];
        dLogits = new float[rows * latents.inputs()];
    }

    @Override
    public void refresh() {
        encoder.refresh();
    }

    @Override
    public void finish(float[] gradients) {
        encoder.finish(gradients);
    }

    @Override
    public void relax(float temperature) {
        this.temperature = temperature;
    }

    @Override
    public float[] draw(float[] x, Cuts cuts, SplittableRandom random) {
        float[] logits = encoder.forward(x, cuts);
        int count = cuts.rows() * groups * values;
        Arrays.fill(z, 0, count, 0f);
        for (int i = 0; i < count; i++) {
            perturbed[i] = logits[i] + gumbel(random);
        }
        for (int at = 0; at < count; at += values) {
            GroupSoftmax.log(logits, at, values, logQ);
            z[at + GroupSoftmax.largest(perturbed, at, values)] = 1f;
        }
        return z;
    }

    @Override
    public double logRatio(float[] prior, int row) {
        double sum = 0;
        for (int at = row * groups * values; at < (row + 1) * groups * values; at += values) {
            GroupSoftmax.log(prior, at, values, logP);
            int drawn = at + GroupSoftmax.largest(z, at, values);
            sum += logQ[drawn] - logP[drawn];
        }
        return sum;
    }

    @Override
    public double divergence(float[] prior, int row) {
        double sum = 0;
        for (int at = row * groups * values; at < (row + 1) * groups * values; at += values) {
            GroupSoftmax.log(prior, at, values, logP);
            sum += divergence(at);
        }
        return sum;
    }

    @Override
    public void backward(float[] dz, float[] prior, float[] pressure, Cuts cuts, float[] dPrior, float[] gradients) {
        for (int at = 0; at < cuts.rows() * groups * values; at += values) {
            float g = pressure[at / (groups * values)];
            GroupSoftmax.straightThrough(perturbed, at, values, temperature, dz, dLogits);
            GroupSoftmax.log(prior, at, values, logP);
            double divergence = divergence(at);
            for (int k = at; k < at + values; k++) {
                float q = Elementary.exp(logQ[k]);
                dLogits[k] += g * q * (float) (logQ[k] - logP[k] - divergence);
                dPrior[k] = g * (Elementary.exp(logP[k]) - q);
            }
        }
        encoder.backward(dLogits, cuts, gradients);
    }

    private static float gumbel(SplittableRandom random) {
        double exponential = -Math.log(1 - random.nextDouble());
        // Never 0, whose logarithm is not finite.
        return (float) -Math.log(Math.max(exponential, Double.MIN_NORMAL));
    }

    /** Of the group whose numbers begin at {@code at}, from the log probabilities of both. */
    private double divergence(int at) {
        double sum = 0;
        for (int k = at; k < at + values; k++) {
            sum += Elementary.exp(logQ[k]) * (logQ[k] - logP[k]);
        }
        return sum;
    }
}

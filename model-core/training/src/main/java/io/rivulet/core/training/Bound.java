package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The evidence bound of a batch of equally long sequences, each observed up to its cut k, and its gradient
 * (arXiv 2407.08415):
 *
 * <pre>
 * E_q[ sum over t > k of  log p(x_t | x_(1..k), z_(1..t)) ] - sum over t > k of  KL(q(z_t | x) || p(z_t | x_(1..k)))
 * </pre>
 *
 * q is the {@link Posterior}; what p is, and what enters the decoder, the {@link TrainedConditioner} says. With k = 0
 * it is the bound of the whole sequence. With a partial posterior r, the decoder sees latents alone:
 *
 * <pre>
 * p(x_t | x_(1..k), z) = p(x_t | z_(1..t)),    z_t = argmax r(z_t | x_(1..t))  for t up to k,  drawn from q after it
 * p(z_t | x_(1..k))    = r(z_t | x_(1..k)),    or the standard normal or uniform prior where k = 0
 * </pre>
 *
 * Latents up to k are no draws, in training as in serving, so this bounds the likelihood of the model that serves. Owns
 * its networks and memory: one per thread.
 */
final class Bound implements Objective {
    private final SymbolInput input;
    private final double freeNats;
    private final int steps;
    private final Workspace work;
    private final Posterior posterior;
    private final TrainedConditioner conditioner;
    private final TrainedStack decoder;
    private final TrainedStack.Tape tape;
    private final EmissionLoss emission;
    private final float[] x;
    private final float[] h;
    private final double[] rowNats;
    private final float[] weight;
    private final float[] dz;
    private final float[] dPrior;
    /** Of the last pass. */
    private float[] z = {};

    private float[] prior = {};
    private double divergenceMean;

    /** {@code batch} sequences of {@code steps} frames at a time. */
    Bound(Kernels kernels, Parameters parameters, ModelConfig config, double freeNats, int batch, int steps) {
        input = SymbolInput.of(config);
        this.freeNats = freeNats;
        this.steps = steps;
        int rows = batch * steps;
        int width = config.width();
        int depth = config.decoderLayers();
        work = Workspace.of(config, rows);
        posterior = Posterior.of(kernels, parameters, config, work, rows);
        decoder = new TrainedStack(kernels, parameters, "decoder", depth, width, config.states(), false);
        conditioner = TrainedConditioner.of(kernels, parameters, config, decoder, work, rows);
        tape = TrainedStack.Tape.of(depth, rows, width, config.states());
        emission = EmissionLoss.of(kernels, parameters, config, rows, steps);
        x = new float[rows * config.emission().inputWidth(config.frame())];
        h = new float[rows * width];
        rowNats = new double[rows];
        weight = new float[rows];
        dz = new float[rows * config.latents().inputs()];
        dPrior = new float[rows * config.latents().parameters()];
    }

    @Override
    public void refresh() {
        posterior.refresh();
        conditioner.refresh();
        decoder.refresh();
        emission.refresh();
    }

    @Override
    public void finish(float[] gradients) {
        posterior.finish(gradients);
        conditioner.finish(gradients);
        decoder.finish(gradients);
        emission.finish(gradients);
    }

    @Override
    public void relax(float temperature) {
        posterior.relax(temperature);
        conditioner.relax(temperature);
    }

    @Override
    public Nats forward(float[] symbols, int[] observed, SplittableRandom random) {
        Cuts cuts = new Cuts(observed, steps);
        input.embed(symbols, cuts.rows(), x);
        z = posterior.draw(x, cuts, random);
        prior = conditioner.prior(x, cuts);
        conditioner.input(z, cuts, h);
        decoder.forward(h, tape, cuts.batch(), steps);
        emission.forward(h, symbols, cuts.rows(), rowNats);
        return nats(cuts);
    }

    private Nats nats(Cuts cuts) {
        int rows = cuts.rows();
        Nats nats = new Nats(cuts.batch(), new double[rows], new double[rows], new double[rows]);
        int unobserved = 0;
        for (int row = 0; row < rows; row++) {
            if (!cuts.observed(row)) {
                nats.reconstruction()[row] = rowNats[row];
                nats.divergence()[row] = posterior.divergence(prior, row);
                nats.logRatio()[row] = posterior.logRatio(prior, row);
                unobserved++;
            }
        }
        divergenceMean = Arrays.stream(nats.divergence()).sum() / Math.max(1, unobserved);
        return nats;
    }

    @Override
    public void backward(float[] symbols, int[] observed, float divergenceWeight, float scale, float[] gradients) {
        Cuts cuts = new Cuts(observed, steps);
        int rows = cuts.rows();
        for (int row = 0; row < rows; row++) {
            weight[row] = cuts.observed(row) ? 0f : scale;
        }
        emission.backward(h, symbols, weight, rows, work.wide(), gradients);
        decoder.backward(work.wide(), work.wider(), tape, work.layer(), cuts.batch(), steps, gradients);
        conditioner.inputBackward(work.wider(), z, cuts, dz, gradients);
        float pressure = divergenceMean < freeNats ? 0f : divergenceWeight;
        for (int row = 0; row < rows; row++) {
            weight[row] *= pressure;
        }
        posterior.backward(dz, prior, weight, cuts, dPrior, gradients);
        conditioner.priorBackward(dPrior, cuts, gradients);
    }
}

package io.rivulet.core.training;

import io.rivulet.core.layers.Activations;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Adjoints;
import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The evidence bound of a batch of equally long sequences, each observed up to its cut, and its gradient:
 *
 * <pre>
 * E_q[ sum over t > k of  log p(x_t | x_(1..k), z) + log p(z_t | x_(1..k)) - log q(z_t | x) ]
 * </pre>
 *
 * (arXiv 2407.08415; the posterior sharpened by an inverse autoregressive flow over time, arXiv 1606.04934). The decoder
 * runs twice, its unobserved steps once planned and once emitted. Owns its networks and memory: one per thread.
 */
final class Bound implements Objective {
    private static final float MIN_LOG_SD = -6f;
    private static final float MAX_LOG_SD = 2f;

    private final ModelConfig config;
    private final double freeNats;
    private final int steps;
    private final int latent;
    private final int width;
    private final int input;
    private final Networks net;

    private final float[] x;
    private final float[] masked;
    private final float[] context;
    private final float[] base;
    private final float[] noise;
    private final float[] z0;
    private final float[] shifted;
    private final float[] flowed;
    private final float[] warp;
    private final float[] z;
    private final float[] seen;
    private final float[] plan;
    private final float[] prior;
    private final float[] emit;
    private final float[] weight;
    private final double[] rowNats;
    private final TrainedStack.Tape encoderTape;
    private final TrainedStack.Tape flowTape;
    private final TrainedStack.Tape planTape;
    private final TrainedStack.Tape emitTape;
    private final Activations scratch;
    private final float[] wide1;
    private final float[] wide2;
    private final float[] dSeen;
    private final float[] dContext;
    private final float[] dz;
    private final float[] dBase;
    private final float[] dWarp;
    private final float[] dPrior;
    private final float[] dShifted;
    private double divergenceMean;

    /** {@code batch} sequences of {@code steps} frames at a time. */
    Bound(Kernels kernels, Parameters parameters, ModelConfig config, double freeNats, int batch, int steps) {
        this.config = config;
        this.freeNats = freeNats;
        this.steps = steps;
        latent = config.latent();
        width = config.width();
        input = config.emission().inputWidth(config.frame());
        int rows = batch * steps;
        net = new Networks(kernels, parameters, config, rows, steps);
        x = new float[rows * input];
        masked = new float[rows * (input + 1)];
        context = new float[rows * width];
        base = new float[rows * 2 * latent];
        noise = new float[rows * latent];
        z0 = new float[rows * latent];
        shifted = new float[rows * latent];
        flowed = new float[rows * width];
        warp = new float[rows * 2 * latent];
        z = new float[rows * latent];
        seen = new float[rows * width];
        plan = new float[rows * width];
        prior = new float[rows * 2 * latent];
        emit = new float[rows * width];
        weight = new float[rows];
        rowNats = new double[rows];
        encoderTape = TrainedStack.Tape.of(config.encoderLayers(), rows, width, config.states());
        flowTape = TrainedStack.Tape.of(config.flowLayers(), rows, width, config.states());
        planTape = TrainedStack.Tape.of(config.decoderLayers(), rows, width, config.states());
        emitTape = TrainedStack.Tape.of(config.decoderLayers(), rows, width, config.states());
        scratch = Activations.of(rows, width, config.states());
        wide1 = new float[rows * width];
        wide2 = new float[rows * width];
        dSeen = new float[rows * width];
        dContext = new float[rows * width];
        dz = new float[rows * latent];
        dBase = new float[rows * 2 * latent];
        dWarp = new float[rows * 2 * latent];
        dPrior = new float[rows * 2 * latent];
        dShifted = new float[rows * latent];
    }

    @Override
    public void refresh() {
        net.refresh();
    }

    @Override
    public void finish(float[] gradients) {
        net.finish(gradients);
    }

    @Override
    public Nats forward(float[] symbols, int[] cuts, SplittableRandom random) {
        int batch = cuts.length;
        int rows = batch * steps;
        embed(symbols, cuts, rows);
        net.encoderEmbed.forward(masked, rows, context);
        net.encoder.forward(context, encoderTape, batch, steps);
        net.encoderOut.forward(context, rows, base);
        sampleBase(rows, random);
        net.flowLatent.forward(shifted, rows, flowed);
        net.flowContext.forward(context, rows, wide1);
        add(flowed, wide1, rows * width);
        net.flow.forward(flowed, flowTape, batch, steps);
        net.flowOut.forward(flowed, rows, warp);
        warpBase(rows);

        net.observed.forward(x, rows, seen);
        for (int row = 0; row < rows; row++) {
            boolean isSeen = isSeen(cuts, row);
            System.arraycopy(isSeen ? seen : net.planned, isSeen ? row * width : 0, plan, row * width, width);
        }
        net.decoder.forward(plan, planTape, batch, steps);
        net.prior.forward(plan, rows, prior);

        net.emitted.forward(z, rows, emit);
        for (int row = 0; row < rows; row++) {
            if (isSeen(cuts, row)) {
                System.arraycopy(seen, row * width, emit, row * width, width);
            }
        }
        net.decoder.forward(emit, emitTape, batch, steps);
        net.emission.forward(emit, symbols, rows, rowNats);
        return nats(cuts, batch);
    }

    @Override
    public void backward(float[] symbols, int[] cuts, float divergenceWeight, float scale, float[] gradients) {
        int batch = cuts.length;
        int rows = batch * steps;
        for (int row = 0; row < rows; row++) {
            weight[row] = isSeen(cuts, row) ? 0f : scale;
        }
        net.emission.backward(emit, symbols, weight, rows, wide1, gradients);
        net.decoder.backward(wide1, wide2, emitTape, scratch, batch, steps, gradients);
        Arrays.fill(dSeen, 0, rows * width, 0f);
        moveSeenRows(wide2, dSeen, cuts, rows);
        net.emitted.backward(z, wide2, rows, dz, gradients);

        float pressure = divergenceMean < freeNats ? 0f : divergenceWeight;
        divergenceBackward(rows, pressure);
        net.prior.backward(plan, dPrior, rows, wide1, gradients);
        net.decoder.backward(wide1, wide2, planTape, scratch, batch, steps, gradients);
        moveSeenRows(wide2, dSeen, cuts, rows);
        Adjoints.addColumnSums(wide2, rows, width, gradients, net.plannedAt);
        net.observed.collect(x, dSeen, rows, gradients);

        net.flowOut.backward(flowed, dWarp, rows, wide1, gradients);
        net.flow.backward(wide1, wide2, flowTape, scratch, batch, steps, gradients);
        net.flowLatent.backward(shifted, wide2, rows, dShifted, gradients);
        net.flowContext.backward(context, wide2, rows, dContext, gradients);
        baseBackward(rows, pressure);
        net.encoderOut.backwardAdding(context, dBase, rows, dContext, gradients);
        net.encoder.backward(dContext, wide2, encoderTape, scratch, batch, steps, gradients);
        net.encoderEmbed.collect(masked, wide2, rows, gradients);
    }

    private void embed(float[] symbols, int[] cuts, int rows) {
        SymbolInput.embed(config, symbols, rows, x);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, row * input, masked, row * (input + 1), input);
            masked[row * (input + 1) + input] = isSeen(cuts, row) ? 1f : 0f;
        }
    }

    private void sampleBase(int rows, SplittableRandom random) {
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                noise[i] = (float) random.nextGaussian();
                z0[i] = base[row * 2 * latent + d] + noise[i] * Elementary.exp(logSd(base, row, d));
            }
            boolean first = row % steps == 0;
            for (int d = 0; d < latent; d++) {
                shifted[row * latent + d] = first ? 0f : z0[(row - 1) * latent + d];
            }
        }
    }

    private void warpBase(int rows) {
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                z[i] = z0[i] * Elementary.exp(logScale(row, d)) + warp[row * 2 * latent + d];
            }
        }
    }

    private Nats nats(int[] cuts, int batch) {
        Nats nats = new Nats(new double[batch], new double[batch]);
        int unseen = 0;
        for (int b = 0; b < batch; b++) {
            unseen += steps - cuts[b];
            for (int row = b * steps + cuts[b]; row < (b + 1) * steps; row++) {
                nats.reconstruction()[b] += rowNats[row];
                for (int d = 0; d < latent; d++) {
                    int i = row * latent + d;
                    double logQ = -0.5 * noise[i] * noise[i] - logSd(base, row, d) - logScale(row, d);
                    double off = standardised(row, d);
                    double logP = -0.5 * off * off - logSd(prior, row, d);
                    nats.divergence()[b] += logQ - logP;
                }
            }
        }
        divergenceMean = Arrays.stream(nats.divergence()).sum() / Math.max(1, unseen);
        return nats;
    }

    /** Gradients of the divergence on z (added) and on the prior's head; {@link #weight} is zero where observed. */
    private void divergenceBackward(int rows, float divergenceWeight) {
        for (int row = 0; row < rows; row++) {
            float g = weight[row] * divergenceWeight;
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                float off = standardised(row, d);
                float slope = off * Elementary.exp(-logSd(prior, row, d)) * g;
                dPrior[row * 2 * latent + d] = -slope;
                dPrior[row * 2 * latent + latent + d] = inside(prior, row, d) ? (1 - off * off) * g : 0f;
                dz[i] += slope;
                float scale = logScale(row, d);
                float stretch = Elementary.exp(scale);
                dWarp[row * 2 * latent + d] = dz[i];
                // d(2 tanh(s / 2)) / ds = 1 - tanh(s / 2)^2
                dWarp[row * 2 * latent + latent + d] = (dz[i] * z0[i] * stretch - g) * (1 - scale * scale / 4);
                dz[i] *= stretch;
            }
        }
    }

    /** From dz, by now the gradient of z0 through the warp, and that of the shifted base, to the encoder's head. */
    private void baseBackward(int rows, float divergenceWeight) {
        for (int row = 0; row < rows; row++) {
            boolean last = row % steps == steps - 1;
            float g = weight[row] * divergenceWeight;
            for (int d = 0; d < latent; d++) {
                int i = row * latent + d;
                float dz0 = dz[i] + (last ? 0f : dShifted[i + latent]);
                float sd = Elementary.exp(logSd(base, row, d));
                dBase[row * 2 * latent + d] = dz0;
                dBase[row * 2 * latent + latent + d] = inside(base, row, d) ? dz0 * noise[i] * sd - g : 0f;
            }
        }
    }

    private float logSd(float[] head, int row, int d) {
        return Math.min(Math.max(head[row * 2 * latent + latent + d], MIN_LOG_SD), MAX_LOG_SD);
    }

    private boolean inside(float[] head, int row, int d) {
        float raw = head[row * 2 * latent + latent + d];
        return raw >= MIN_LOG_SD && raw <= MAX_LOG_SD;
    }

    private float logScale(int row, int d) {
        return 2 * (2 * Elementary.sigmoid(warp[row * 2 * latent + latent + d]) - 1);
    }

    private float standardised(int row, int d) {
        return (z[row * latent + d] - prior[row * 2 * latent + d]) * Elementary.exp(-logSd(prior, row, d));
    }

    private boolean isSeen(int[] cuts, int row) {
        return row % steps < cuts[row / steps];
    }

    /** Adds the rows of observed steps to {@code to} and clears them in {@code from}. */
    private void moveSeenRows(float[] from, float[] to, int[] cuts, int rows) {
        for (int row = 0; row < rows; row++) {
            if (isSeen(cuts, row)) {
                for (int i = row * width; i < (row + 1) * width; i++) {
                    to[i] += from[i];
                    from[i] = 0f;
                }
            }
        }
    }

    private static void add(float[] to, float[] from, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += from[i];
        }
    }
}

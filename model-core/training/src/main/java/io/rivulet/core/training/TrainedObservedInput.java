package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * Conditioning by observed decoder input: observed frames enter the decoder, which runs twice. Once the steps after
 * them are planned, a learned vector each, and its prior head says what their latents may be; once they are emitted,
 * their latents enter.
 */
final class TrainedObservedInput implements TrainedConditioner {
    private final int width;
    private final Workspace work;
    private final TrainedStack decoder;
    private final TrainedLinear observed;
    private final TrainedLinear emitted;
    private final TrainedLinear head;
    private final float[] values;
    private final int plannedAt;
    private final TrainedStack.Tape tape;
    private final float[] seen;
    private final float[] dSeen;
    private final float[] plan;
    private final float[] prior;
    /** The frames of the last pass, the caller's own array. */
    private float[] x = {};

    TrainedObservedInput(
            Kernels kernels,
            Parameters parameters,
            ModelConfig config,
            TrainedStack decoder,
            Workspace work,
            int rows) {
        this.work = work;
        this.decoder = decoder;
        width = config.width();
        int latents = config.latents().inputs();
        int numbers = config.latents().parameters();
        int input = config.emission().inputWidth(config.frame());
        observed = new TrainedLinear(kernels, parameters, "decoder.embed_x", width, input);
        emitted = new TrainedLinear(kernels, parameters, "decoder.embed_z", width, latents);
        head = new TrainedLinear(kernels, parameters, "decoder.prior", numbers, width);
        values = parameters.values();
        plannedAt = parameters.offset("decoder.planned");
        tape = TrainedStack.Tape.of(config.decoderLayers(), rows, width, config.states());
        seen = new float[rows * width];
        dSeen = new float[rows * width];
        plan = new float[rows * width];
        prior = new float[rows * numbers];
    }

    @Override
    public void refresh() {
        observed.refresh();
        emitted.refresh();
        head.refresh();
    }

    @Override
    public float[] prior(float[] x, Cuts cuts) {
        this.x = x;
        int rows = cuts.rows();
        observed.forward(x, rows, seen);
        for (int row = 0; row < rows; row++) {
            boolean known = cuts.observed(row);
            System.arraycopy(known ? seen : values, known ? row * width : plannedAt, plan, row * width, width);
        }
        decoder.forward(plan, tape, cuts.batch(), cuts.steps());
        head.forward(plan, rows, prior);
        return prior;
    }

    @Override
    public void input(float[] z, Cuts cuts, float[] h) {
        emitted.forward(z, cuts.rows(), h);
        for (int row = 0; row < cuts.rows(); row++) {
            if (cuts.observed(row)) {
                System.arraycopy(seen, row * width, h, row * width, width);
            }
        }
    }

    @Override
    public void inputBackward(float[] dh, float[] z, Cuts cuts, float[] dz, float[] gradients) {
        Arrays.fill(dSeen, 0, cuts.rows() * width, 0f);
        moveObserved(dh, cuts);
        emitted.backward(z, dh, cuts.rows(), dz, gradients);
    }

    @Override
    public void priorBackward(float[] dPrior, Cuts cuts, float[] gradients) {
        int rows = cuts.rows();
        float[] dPlan = work.wider();
        head.backward(plan, dPrior, rows, work.wide(), gradients);
        decoder.backward(work.wide(), dPlan, tape, work.layer(), cuts.batch(), cuts.steps(), gradients);
        moveObserved(dPlan, cuts);
        Adjoints.addColumnSums(dPlan, rows, width, gradients, plannedAt);
        observed.collect(x, dSeen, rows, gradients);
    }

    /** Adds the rows of observed steps to {@link #dSeen} and clears them in {@code d}. */
    private void moveObserved(float[] d, Cuts cuts) {
        for (int row = 0; row < cuts.rows(); row++) {
            if (cuts.observed(row)) {
                for (int i = row * width; i < (row + 1) * width; i++) {
                    dSeen[i] += d[i];
                    d[i] = 0f;
                }
            }
        }
    }
}

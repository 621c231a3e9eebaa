package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/** Frames, each with a mark of whether it is observed, through a stack to the distribution of every step's latents. */
final class LatentEncoder {
    private final boolean hides;
    private final int input;
    private final int width;
    private final Workspace work;
    private final TrainedLinear embed;
    private final TrainedStack stack;
    private final TrainedLinear out;
    private final TrainedStack.Tape tape;
    private final float[] masked;
    private final float[] hidden;
    private final float[] parameters;

    /** @param causal whether it runs forwards alone, and is not shown the frames that are not observed */
    private LatentEncoder(
            Kernels kernels,
            Parameters parameters,
            ModelConfig config,
            String name,
            boolean causal,
            Workspace work,
            int rows) {
        this.work = work;
        hides = causal;
        width = config.width();
        input = config.emission().inputWidth(config.frame());
        int depth = config.encoderLayers();
        embed = new TrainedLinear(kernels, parameters, name + ".embed", width, input + 1);
        stack = new TrainedStack(kernels, parameters, name, depth, width, config.states(), !causal);
        int numbers = config.latents().parameters();
        out = new TrainedLinear(kernels, parameters, name + ".out", numbers, width);
        tape = TrainedStack.Tape.of(depth, rows, width, config.states());
        masked = new float[rows * (input + 1)];
        hidden = new float[rows * width];
        this.parameters = new float[rows * numbers];
    }

    /** The encoder of training: half of its states run backwards in time, and it sees all frames. */
    static LatentEncoder whole(Kernels kernels, Parameters parameters, ModelConfig config, Workspace work, int rows) {
        return new LatentEncoder(kernels, parameters, config, "encoder", false, work, rows);
    }

    /** The stack of a partial posterior: causal, and frames that are not observed enter as zeros. */
    static LatentEncoder partial(Kernels kernels, Parameters parameters, ModelConfig config, Workspace work, int rows) {
        return new LatentEncoder(kernels, parameters, config, "partial", true, work, rows);
    }

    void refresh() {
        embed.refresh();
        stack.refresh();
        out.refresh();
    }

    void finish(float[] gradients) {
        stack.finish(gradients);
    }

    /** x [rows, E] to what decides the latents, [rows, parameters]. */
    float[] forward(float[] x, Cuts cuts) {
        int rows = cuts.rows();
        for (int row = 0; row < rows; row++) {
            int at = row * (input + 1);
            boolean observed = cuts.observed(row);
            if (hides && !observed) {
                Arrays.fill(masked, at, at + input, 0f);
            } else {
                System.arraycopy(x, row * input, masked, at, input);
            }
            masked[at + input] = observed ? 1f : 0f;
        }
        embed.forward(masked, rows, hidden);
        stack.forward(hidden, tape, cuts.batch(), cuts.steps());
        out.forward(hidden, rows, parameters);
        return parameters;
    }

    /** The stack's output of the last pass, [rows, H]. */
    float[] hidden() {
        return hidden;
    }

    /** From the gradient of the parameters and, what else there is, of {@link #hidden}, which is changed. */
    void backward(float[] dParameters, float[] dHidden, Cuts cuts, float[] gradients) {
        int rows = cuts.rows();
        out.backwardAdding(hidden, dParameters, rows, dHidden, gradients);
        stack.backward(dHidden, work.wider(), tape, work.layer(), cuts.batch(), cuts.steps(), gradients);
        embed.collect(masked, work.wider(), rows, gradients);
    }

    /** As {@link #backward} where nothing else depends on {@link #hidden}. */
    void backward(float[] dParameters, Cuts cuts, float[] gradients) {
        Arrays.fill(work.wide(), 0, cuts.rows() * width, 0f);
        backward(dParameters, work.wide(), cuts, gradients);
    }
}

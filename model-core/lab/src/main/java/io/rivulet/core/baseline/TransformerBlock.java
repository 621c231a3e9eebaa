package io.rivulet.core.baseline;

import io.rivulet.core.baseline.kernel.Attention;
import io.rivulet.core.baseline.kernel.GeluPass;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import io.rivulet.core.training.TrainedLinear;

/** One block of {@link Transformer} in training. It keeps no weights of the attention. */
final class TransformerBlock implements TrainedBlock {
    private final Kernels kernels;
    private final int width;
    private final int length;
    private final Scratch scratch;
    private final TrainedNorm attentionNorm;
    private final TrainedLinear in;
    private final TrainedLinear out;
    private final TrainedNorm mlpNorm;
    private final TrainedLinear up;
    private final TrainedLinear down;

    private final float[] before;
    private final float[] u;
    private final float[] qkv;
    private final float[] attended;
    private final float[] logs;
    private final float[] between;
    private final float[] v;
    private final float[] hidden;

    /**
     * Memory that the blocks of a backbone share. {@code narrow}, {@code wide}: [rows, width] and [rows, 4 * width].
     */
    record Scratch(Attention attention, float[] narrow, float[] wide, float[] gelu) {
        static Scratch of(Transformer config, int batch, int length) {
            int rows = batch * length;
            return new Scratch(
                    new Attention(config.width(), config.heads(), length),
                    new float[rows * config.width()],
                    new float[rows * 4 * config.width()],
                    new float[rows * 4 * config.width()]);
        }
    }

    TransformerBlock(
            Kernels kernels,
            Parameters parameters,
            Transformer config,
            String name,
            int batch,
            int length,
            Scratch scratch) {
        this.kernels = kernels;
        this.length = length;
        this.scratch = scratch;
        width = config.width();
        attentionNorm = new TrainedNorm(kernels, parameters, name + ".attention.norm", width);
        in = new TrainedLinear(kernels, parameters, name + ".attention.in", 3 * width, width);
        out = new TrainedLinear(kernels, parameters, name + ".attention.out", width, width);
        mlpNorm = new TrainedNorm(kernels, parameters, name + ".mlp.norm", width);
        up = new TrainedLinear(kernels, parameters, name + ".mlp.up", 4 * width, width);
        down = new TrainedLinear(kernels, parameters, name + ".mlp.down", width, 4 * width);
        int rows = batch * length;
        before = new float[rows * width];
        u = new float[rows * width];
        qkv = new float[rows * 3 * width];
        attended = new float[rows * width];
        logs = new float[rows * config.heads()];
        between = new float[rows * width];
        v = new float[rows * width];
        hidden = new float[rows * 4 * width];
    }

    @Override
    public void refresh() {
        attentionNorm.refresh();
        in.refresh();
        out.refresh();
        mlpNorm.refresh();
        up.refresh();
        down.refresh();
    }

    @Override
    public void forward(float[] h, int batch) {
        int rows = batch * length;
        int count = rows * width;
        System.arraycopy(h, 0, before, 0, count);
        attentionNorm.forward(h, rows, u);
        in.forward(u, rows, qkv);
        scratch.attention().forward(qkv, batch, attended, logs);
        out.forward(attended, rows, scratch.narrow());
        kernels.addScaled(h, 0, scratch.narrow(), 0, 1f, count);

        System.arraycopy(h, 0, between, 0, count);
        mlpNorm.forward(h, rows, v);
        up.forward(v, rows, hidden);
        GeluPass.forward(hidden, 4 * count, scratch.wide());
        down.forward(scratch.wide(), rows, scratch.narrow());
        kernels.addScaled(h, 0, scratch.narrow(), 0, 1f, count);
    }

    @Override
    public void backward(float[] dh, int batch, float[] gradients) {
        int rows = batch * length;
        float[] narrow = scratch.narrow();
        float[] wide = scratch.wide();
        down.back(dh, rows, wide);
        GeluPass.backward(hidden, 4 * rows * width, wide, scratch.gelu());
        down.collect(scratch.gelu(), dh, rows, gradients);
        up.backward(v, wide, rows, narrow, gradients);
        mlpNorm.backward(between, narrow, rows, dh, gradients);

        out.backward(attended, dh, rows, narrow, gradients);
        scratch.attention().backward(qkv, attended, logs, narrow, batch, wide);
        in.backward(u, wide, rows, narrow, gradients);
        attentionNorm.backward(before, narrow, rows, dh, gradients);
    }
}

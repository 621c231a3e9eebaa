package io.rivulet.core.baseline;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import java.util.Arrays;
import java.util.List;

/** Residual blocks and the norm after them. */
final class TrainedBlocks implements TrainedBackbone {
    private final List<? extends TrainedBlock> blocks;
    private final TrainedNorm norm;
    private final int width;
    private final int length;
    private final float[] last;

    TrainedBlocks(
            Kernels kernels,
            Parameters parameters,
            List<? extends TrainedBlock> blocks,
            int width,
            int batch,
            int length) {
        this.blocks = blocks;
        this.width = width;
        this.length = length;
        norm = new TrainedNorm(kernels, parameters, "backbone.norm", width);
        last = new float[batch * length * width];
    }

    @Override
    public void refresh() {
        blocks.forEach(TrainedBlock::refresh);
        norm.refresh();
    }

    @Override
    public void forward(float[] h, int batch) {
        for (TrainedBlock block : blocks) {
            block.forward(h, batch);
        }
        System.arraycopy(h, 0, last, 0, batch * length * width);
        norm.forward(last, batch * length, h);
    }

    @Override
    public void backward(float[] dOut, float[] dh, int batch, float[] gradients) {
        int rows = batch * length;
        Arrays.fill(dh, 0, rows * width, 0f);
        norm.backward(last, dOut, rows, dh, gradients);
        for (int i = blocks.size() - 1; i >= 0; i--) {
            blocks.get(i).backward(dh, batch, gradients);
        }
    }
}

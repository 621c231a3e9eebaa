package io.rivulet.core.baseline;

import io.rivulet.core.baseline.kernel.AttentionCache;
import io.rivulet.core.baseline.kernel.StepKernels;
import io.rivulet.core.baseline.kernel.WeightStream;
import io.rivulet.core.generate.TensorSource;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;

/** A Transformer one symbol a step: it keeps the keys and values of all positions. */
final class CachedTransformer implements CachedBackbone {
    private final int batch;
    private final int length;
    private final int width;
    private final Block[] blocks;
    private final float[] normWeight;
    private final float[] normBias;
    private final AttentionCache cache;
    private final float[] u;
    private final float[] attended;
    private final float[] wide;
    private int position;

    private record Block(
            float[] attentionNormWeight,
            float[] attentionNormBias,
            StepLinear in,
            StepLinear out,
            float[] mlpNormWeight,
            float[] mlpNormBias,
            StepLinear up,
            StepLinear down) {}

    CachedTransformer(Kernels kernels, Weights weights, Transformer config, int batch, int length) {
        this.batch = batch;
        this.length = length;
        width = config.width();
        TensorSource tensors = new TensorSource(config.tensors(), weights, kernels);
        WeightStream stream = new WeightStream();
        blocks = new Block[config.layers()];
        for (int i = 0; i < blocks.length; i++) {
            String name = "backbone.layers." + i;
            blocks[i] = new Block(
                    tensors.array(name + ".attention.norm.weight"),
                    tensors.array(name + ".attention.norm.bias"),
                    new StepLinear(kernels, stream, tensors.linear(name + ".attention.in"), batch),
                    new StepLinear(kernels, stream, tensors.linear(name + ".attention.out"), batch),
                    tensors.array(name + ".mlp.norm.weight"),
                    tensors.array(name + ".mlp.norm.bias"),
                    new StepLinear(kernels, stream, tensors.linear(name + ".mlp.up"), batch),
                    new StepLinear(kernels, stream, tensors.linear(name + ".mlp.down"), batch));
        }
        normWeight = tensors.array("backbone.norm.weight");
        normBias = tensors.array("backbone.norm.bias");
        cache = new AttentionCache(config.layers(), width, config.heads(), batch, length);
        u = new float[batch * width];
        attended = new float[batch * width];
        wide = new float[batch * 4 * width];
    }

    @Override
    public void start() {
        position = 0;
    }

    @Override
    public void step(float[] h) {
        if (position == length) {
            throw new IllegalStateException("the cache has room for " + length
                    + " positions, which are all taken; start anew or make a longer one");
        }
        for (int i = 0; i < blocks.length; i++) {
            Block block = blocks[i];
            StepKernels.normalise(h, batch, width, block.attentionNormWeight(), block.attentionNormBias(), u);
            block.in().forward(u, wide);
            cache.step(i, position, wide, attended);
            block.out().forward(attended, u);
            StepKernels.add(u, batch * width, h);
            StepKernels.normalise(h, batch, width, block.mlpNormWeight(), block.mlpNormBias(), u);
            block.up().forward(u, wide);
            StepKernels.gelu(wide, batch * 4 * width);
            block.down().forward(wide, u);
            StepKernels.add(u, batch * width, h);
        }
        StepKernels.normalise(h, batch, width, normWeight, normBias, h);
        position++;
    }
}

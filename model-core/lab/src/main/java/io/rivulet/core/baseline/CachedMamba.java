package io.rivulet.core.baseline;

import io.rivulet.core.baseline.kernel.CausalConvolution;
import io.rivulet.core.baseline.kernel.SelectiveDelta;
import io.rivulet.core.baseline.kernel.SelectiveScan;
import io.rivulet.core.baseline.kernel.SiluGate;
import io.rivulet.core.baseline.kernel.StepKernels;
import io.rivulet.core.baseline.kernel.WeightStream;
import io.rivulet.core.generate.TensorSource;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import java.util.Arrays;

/** Mamba one symbol a step: it keeps the scan's states and the last three inputs of each convolution. */
final class CachedMamba implements CachedBackbone {
    private final int batch;
    private final int width;
    private final int inner;
    private final int states;
    private final Block[] blocks;
    private final float[] normWeight;
    private final float[] normBias;
    private final float[] u;
    private final float[] xz;
    private final float[] x;
    private final float[] selected;
    private final float[] delta;
    private final float[] y;

    /** @param past [batch, 3, inner] @param state [batch, states, inner] */
    private record Block(
            float[] normWeight,
            float[] normBias,
            StepLinear in,
            CausalConvolution convolution,
            StepLinear select,
            SelectiveDelta delta,
            SelectiveScan scan,
            StepLinear out,
            float[] past,
            float[] state) {}

    CachedMamba(Kernels kernels, Weights weights, Mamba config, int batch) {
        this.batch = batch;
        width = config.width();
        inner = config.inner();
        states = config.states();
        TensorSource tensors = new TensorSource(config.tensors(), weights, kernels);
        WeightStream stream = new WeightStream();
        blocks = new Block[config.layers()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = block(kernels, tensors, stream, config, "backbone.layers." + i);
        }
        normWeight = tensors.array("backbone.norm.weight");
        normBias = tensors.array("backbone.norm.bias");
        u = new float[batch * width];
        xz = new float[batch * 2 * inner];
        x = new float[batch * inner];
        selected = new float[batch * config.selectedRow()];
        delta = new float[batch * inner];
        y = new float[batch * inner];
    }

    private Block block(Kernels kernels, TensorSource tensors, WeightStream stream, Mamba config, String name) {
        CausalConvolution convolution = new CausalConvolution(inner, 2 * inner);
        convolution.refresh(
                tensors.array(name + ".convolution.weight"), 0, tensors.array(name + ".convolution.bias"), 0);
        SelectiveDelta steps = new SelectiveDelta(inner, config.rank(), config.selectedRow(), 2 * states);
        steps.refresh(tensors.array(name + ".delta.weight"), 0, tensors.array(name + ".delta.bias"), 0);
        SelectiveScan scan = new SelectiveScan(inner, states, config.selectedRow());
        scan.refresh(tensors.array(name + ".A_log"), 0, tensors.array(name + ".D"), 0);
        float[] select = Arrays.copyOf(tensors.array(name + ".select.weight"), config.selectedRow() * inner);
        PackedMatrix selection = kernels.pack(select, config.selectedRow(), inner);
        return new Block(
                tensors.array(name + ".norm.weight"),
                tensors.array(name + ".norm.bias"),
                new StepLinear(kernels, stream, tensors.matrix(name + ".in.weight"), batch),
                convolution,
                new StepLinear(kernels, stream, selection, batch),
                steps,
                scan,
                new StepLinear(kernels, stream, tensors.matrix(name + ".out.weight"), batch),
                new float[batch * (CausalConvolution.TAPS - 1) * inner],
                new float[batch * states * inner]);
    }

    @Override
    public void start() {
        for (Block block : blocks) {
            Arrays.fill(block.past(), 0f);
            Arrays.fill(block.state(), 0f);
        }
    }

    @Override
    public void step(float[] h) {
        for (Block block : blocks) {
            StepKernels.normalise(h, batch, width, block.normWeight(), block.normBias(), u);
            block.in().forward(u, xz);
            block.convolution().step(xz, batch, block.past(), x);
            block.select().forward(x, selected);
            block.delta().forward(selected, batch, delta);
            for (int b = 0; b < batch; b++) {
                block.scan().step(x, delta, selected, b, block.state(), b * states * inner, y);
            }
            SiluGate.forward(y, xz, batch, inner, y);
            block.out().forward(y, u);
            StepKernels.add(u, batch * width, h);
        }
        StepKernels.normalise(h, batch, width, normWeight, normBias, h);
    }
}

package io.rivulet.core.baseline;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.baseline.kernel.CausalConvolution;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Selective state-space blocks (Mamba, arXiv 2312.00752, figure 3) with a LayerNorm before each:
 *
 * <pre>
 * x, z     = W_in LayerNorm(h)                    [inner] each
 * x        = silu(convolution of x over 4 steps)
 * B, C, l  = W_select x                           [states], [states], [rank]
 * delta    = softplus(W_delta l + b)              [inner]
 * y        = selective scan of x by delta, A, B, C, D
 * h        = h + W_out (y * silu(z))
 * </pre>
 */
public record Mamba(int layers, int width, int inner, int states) implements Backbone {
    private static final double SLOWEST = 1e-3;
    private static final double FASTEST = 1e-1;

    public Mamba {
        if (layers < 1 || states < 1 || width % Adjoints.ALIGNMENT != 0 || inner % Adjoints.ALIGNMENT != 0) {
            throw new IllegalArgumentException(
                    "a Mamba baseline needs at least 1 layer and 1 state, width and inner in multiples of "
                            + Adjoints.ALIGNMENT + ", got " + layers + ", " + states + ", " + width + " and " + inner
                            + "; round up");
        }
    }

    /** Numbers from which the step sizes are made: a sixteenth of the width. */
    int rank() {
        return (width + 15) / 16;
    }

    /** B, C and the numbers for delta. */
    int selected() {
        return 2 * states + rank();
    }

    /** A row of them, filled up to whole pairs of vectors: products like that. */
    int selectedRow() {
        int pair = 2 * Adjoints.ALIGNMENT;
        return (selected() + pair - 1) / pair * pair;
    }

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            String name = "backbone.layers." + i;
            specs.add(TensorSpec.of(name + ".norm.weight", width));
            specs.add(TensorSpec.of(name + ".norm.bias", width));
            specs.add(TensorSpec.of(name + ".in.weight", 2 * inner, width));
            specs.add(TensorSpec.of(name + ".convolution.weight", inner, CausalConvolution.TAPS));
            specs.add(TensorSpec.of(name + ".convolution.bias", inner));
            specs.add(TensorSpec.of(name + ".select.weight", selected(), inner));
            specs.add(TensorSpec.of(name + ".delta.weight", inner, rank()));
            specs.add(TensorSpec.of(name + ".delta.bias", inner));
            specs.add(TensorSpec.of(name + ".A_log", inner, states));
            specs.add(TensorSpec.of(name + ".D", inner));
            specs.add(TensorSpec.of(name + ".out.weight", width, inner));
        }
        specs.add(TensorSpec.of("backbone.norm.weight", width));
        specs.add(TensorSpec.of("backbone.norm.bias", width));
        return List.copyOf(specs);
    }

    /**
     * As the paper has it: A from -1 to -states, D one, step sizes spread evenly in their logarithms, and the maps back
     * into the residual stream smaller the more layers there are.
     */
    @Override
    public void initialise(Parameters parameters) {
        float[] values = parameters.values();
        for (int i = 0; i < layers; i++) {
            String name = "backbone.layers." + i;
            int log = parameters.offset(name + ".A_log");
            int skip = parameters.offset(name + ".D");
            int bias = parameters.offset(name + ".delta.bias");
            for (int e = 0; e < inner; e++) {
                for (int n = 0; n < states; n++) {
                    values[log + e * states + n] = (float) Math.log(n + 1);
                }
                values[skip + e] = 1;
                double delta = SLOWEST * Math.pow(FASTEST / SLOWEST, (e + 0.5) / inner);
                values[bias + e] = (float) Math.log(Math.expm1(delta));
            }
            int out = parameters.offset(name + ".out.weight");
            for (int k = out; k < out + width * inner; k++) {
                values[k] /= (float) Math.sqrt(layers);
            }
        }
    }

    @Override
    public TrainedBackbone trained(Kernels kernels, Parameters parameters, int batch, int length) {
        MambaBlock.Scratch scratch = MambaBlock.Scratch.of(this, batch * length);
        List<MambaBlock> blocks = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            blocks.add(new MambaBlock(kernels, parameters, this, "backbone.layers." + i, batch, length, scratch));
        }
        return new TrainedBlocks(kernels, parameters, blocks, width, batch, length);
    }

    @Override
    public CachedBackbone cached(Kernels kernels, Weights weights, int batch, int length) {
        return new CachedMamba(kernels, weights, this, batch);
    }
}

package io.rivulet.core.baseline;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A causal Transformer (arXiv 1706.03762) with the norms before its parts (arXiv 2002.04745): {@code h = h +
 * attention(LayerNorm(h))}, then {@code h = h + W_down gelu(W_up LayerNorm(h))} with 4 * width in between.
 */
public record Transformer(int layers, int width, int heads) implements Backbone {

    public Transformer {
        if (layers < 1 || heads < 1 || width % (heads * Adjoints.ALIGNMENT) != 0) {
            throw new IllegalArgumentException(
                    "a Transformer baseline needs at least 1 layer and 1 head, and a multiple of " + Adjoints.ALIGNMENT
                            + " numbers a head, got " + layers + " layers and " + heads + " heads for a width of "
                            + width + "; choose fewer heads or another width");
        }
    }

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            String name = "backbone.layers." + i;
            norm(specs, name + ".attention.norm");
            linear(specs, name + ".attention.in", 3 * width, width);
            linear(specs, name + ".attention.out", width, width);
            norm(specs, name + ".mlp.norm");
            linear(specs, name + ".mlp.up", 4 * width, width);
            linear(specs, name + ".mlp.down", width, 4 * width);
        }
        norm(specs, "backbone.norm");
        return List.copyOf(specs);
    }

    private void norm(List<TensorSpec> specs, String name) {
        specs.add(TensorSpec.of(name + ".weight", width));
        specs.add(TensorSpec.of(name + ".bias", width));
    }

    private static void linear(List<TensorSpec> specs, String name, int out, int in) {
        specs.add(TensorSpec.of(name + ".weight", out, in));
        specs.add(TensorSpec.of(name + ".bias", out));
    }

    /** The maps back into the residual stream begin the smaller the more of them there are. */
    @Override
    public void initialise(Parameters parameters) {
        for (int i = 0; i < layers; i++) {
            for (String part : new String[] {".attention.out.weight", ".mlp.down.weight"}) {
                int at = parameters.offset("backbone.layers." + i + part);
                int size = part.startsWith(".mlp") ? 4 * width * width : width * width;
                for (int k = at; k < at + size; k++) {
                    parameters.values()[k] /= (float) Math.sqrt(2 * layers);
                }
            }
        }
    }

    @Override
    public TrainedBackbone trained(Kernels kernels, Parameters parameters, int batch, int length) {
        TransformerBlock.Scratch scratch = TransformerBlock.Scratch.of(this, batch, length);
        List<TransformerBlock> blocks = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            blocks.add(new TransformerBlock(kernels, parameters, this, "backbone.layers." + i, batch, length, scratch));
        }
        return new TrainedBlocks(kernels, parameters, blocks, width, batch, length);
    }

    @Override
    public CachedBackbone cached(Kernels kernels, Weights weights, int batch, int length) {
        return new CachedTransformer(kernels, weights, this, batch, length);
    }
}

package io.rivulet.core.generate;

import io.rivulet.core.emission.SymbolEmbedding;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * The partial posterior q(z_t | x_1..C) of arXiv 2407.08415: a causal stack whose input is a frame and the mark 1 while
 * frames are observed, and zeros after them. The decoder sees latents alone: of observed steps the likeliest ones
 * (mean, or mode), which makes absorbing a function of the frames. Where nothing is observed the prior stands in its
 * place.
 */
final class PartialPosterior implements Conditioner {

    private final Kernels kernels;
    private final CausalStack decoder;
    private final CausalStack stack;
    private final SymbolEmbedding embedding;
    private final float[] masked;
    private final LatentHead filter;
    private final LatentHead ahead;
    private final Linear embedLatents;
    private final int parameters;

    PartialPosterior(
            ModelConfig config, TensorSource tensors, Kernels kernels, PassThreads threads, CausalStack decoder) {
        this.kernels = kernels;
        this.decoder = decoder;
        stack = CausalStack.partial(config, tensors, kernels, threads);
        masked = tensors.array("partial.embed.bias");
        embedding = embedding(config, tensors.array("partial.embed.weight"), masked, kernels);
        Linear out = tensors.linear("partial.out");
        filter = new LatentHead(kernels, out, config.latents());
        ahead = new LatentHead(kernels, out, config.latents());
        embedLatents = tensors.linear("decoder.embed_z");
        parameters = config.latents().parameters();
    }

    /** Of observed frames: the last column of {@code weight}, [H, E + 1], belongs to the mark, which is 1. */
    private static SymbolEmbedding embedding(ModelConfig config, float[] weight, float[] bias, Kernels kernels) {
        int columns = weight.length / bias.length;
        float[] frames = new float[bias.length * (columns - 1)];
        float[] marked = new float[bias.length];
        for (int out = 0; out < bias.length; out++) {
            System.arraycopy(weight, out * columns, frames, out * (columns - 1), columns - 1);
            marked[out] = bias[out] + weight[(out + 1) * columns - 1];
        }
        return FrameEmbedding.of(config, frames, marked, kernels);
    }

    @Override
    public void start(float[] start) {
        stack.start(start);
    }

    @Override
    public void absorb(float[] symbols, Segments segments, float[] states, int stride) {
        int rows = segments.rows();
        embedding.embed(symbols, rows, stack.input(rows));
        filter.read(stack.run(segments, states, stride), rows);
        embedLatents.forward(kernels, filter.likeliest(rows), rows, decoder.input(rows));
        decoder.absorb(segments, states, stride);
    }

    @Override
    public LatentHead ahead() {
        return ahead;
    }

    @Override
    public void plan(Segments segments, boolean[] unseen, float[] states, int stride) {
        stack.fill(masked, segments.rows());
        float[] numbers = ahead.read(stack.run(segments, states, stride), segments.rows());
        int first = 0;
        for (int s = 0; s < segments.count(); s++) {
            int end = first + segments.steps(s) * parameters;
            if (unseen[s]) {
                // Zeros are the prior of either family: standard normal, or uniform.
                Arrays.fill(numbers, first, end, 0f);
            }
            first = end;
        }
    }
}

package io.rivulet.core.generate;

import io.rivulet.core.layers.LayerStack;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;
import java.util.stream.IntStream;

/**
 * A causal stack over stacked rows of any number of sessions, with its working memory. A pass takes the same number of
 * matrix products for as many rows as the caches hold, however many sessions they are of.
 */
final class CausalStack {

    private final int width;
    private final int offset;
    private final LayerStack layers;
    private final Scratch input = new Scratch();
    private final Scratch output = new Scratch();

    /** @param offset where the states of its layers begin among the numbers of a session */
    private CausalStack(
            ModelConfig config,
            TensorSource tensors,
            Kernels kernels,
            PassThreads threads,
            String name,
            int depth,
            int offset) {
        this.offset = offset;
        width = config.width();
        layers = new LayerStack(
                kernels,
                IntStream.range(0, depth)
                        .mapToObj(i -> tensors.layer(name + ".layers." + i))
                        .toList(),
                tensors.array(name + ".norm.weight"),
                tensors.array(name + ".norm.bias"),
                threads);
    }

    static CausalStack decoder(ModelConfig config, TensorSource tensors, Kernels kernels, PassThreads threads) {
        return new CausalStack(config, tensors, kernels, threads, "decoder", config.decoderLayers(), 0);
    }

    /** Of a model that has a partial posterior; its states come after the decoder's. */
    static CausalStack partial(ModelConfig config, TensorSource tensors, Kernels kernels, PassThreads threads) {
        int offset = config.decoderLayers() * 2 * config.states();
        return new CausalStack(config, tensors, kernels, threads, "partial", config.encoderLayers(), offset);
    }

    /** Writes the state before the first step: every layer's learned one. */
    void start(float[] start) {
        layers.start(start, offset);
    }

    /** Where the caller puts the input of a pass, [rows, width]. */
    float[] input(int rows) {
        return input.floats(rows, width);
    }

    /** Makes every row of the input of a pass {@code vector}, [width]. */
    void fill(float[] vector, int rows) {
        float[] h = input(rows);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(vector, 0, h, row * width, width);
        }
    }

    /**
     * One pass over what {@link #input} holds.
     *
     * @param recurrent [segments, stride], of each those of its layers: before the pass, and then after each segment's
     *     last step
     * @return the stack's output, [rows, width], valid until the next pass
     */
    float[] run(Segments segments, float[] recurrent, int stride) {
        float[] out = output.floats(segments.rows(), width);
        layers.run(input(segments.rows()), segments, recurrent, stride, offset, out);
        return out;
    }

    /** As {@link #run}, for the states alone. */
    void absorb(Segments segments, float[] recurrent, int stride) {
        layers.absorb(input(segments.rows()), segments, recurrent, stride, offset);
    }
}

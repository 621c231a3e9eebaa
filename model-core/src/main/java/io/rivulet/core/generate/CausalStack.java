package io.rivulet.core.generate;

import io.rivulet.core.layers.Activations;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.layers.SsmLayer;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/**
 * A causal stack over stacked rows of any number of sessions, with its working memory. A pass takes the same number of
 * matrix products however many rows there are.
 */
final class CausalStack {

    private final Kernels kernels;
    private final int width;
    private final int states;
    private final int offset;
    private final SsmLayer[] layers;
    private final float[] normWeight;
    private final float[] normBias;
    private final Scratch input = new Scratch();
    private final Scratch output = new Scratch();
    private Activations tape;

    /** @param offset where the states of its layers begin among the numbers of a session */
    private CausalStack(ModelConfig config, TensorSource tensors, Kernels kernels, String name, int depth, int offset) {
        this.kernels = kernels;
        this.offset = offset;
        width = config.width();
        states = config.states();
        layers = new SsmLayer[depth];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = tensors.layer(name + ".layers." + i);
        }
        normWeight = tensors.array(name + ".norm.weight");
        normBias = tensors.array(name + ".norm.bias");
        tape = Activations.of(1, width, states);
    }

    static CausalStack decoder(ModelConfig config, TensorSource tensors, Kernels kernels) {
        return new CausalStack(config, tensors, kernels, "decoder", config.decoderLayers(), 0);
    }

    /** Of a model that has a partial posterior; its states come after the decoder's. */
    static CausalStack partial(ModelConfig config, TensorSource tensors, Kernels kernels) {
        int offset = config.decoderLayers() * 2 * config.states();
        return new CausalStack(config, tensors, kernels, "partial", config.encoderLayers(), offset);
    }

    /** Writes the state before the first step: every layer's learned one. */
    void start(float[] start) {
        for (int i = 0; i < layers.length; i++) {
            System.arraycopy(layers[i].x0(), 0, start, stateAt(i), 2 * states);
        }
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
        int rows = segments.rows();
        float[] h = lower(segments, recurrent, stride);
        int top = layers.length - 1;
        layers[top].forward(kernels, h, segments, recurrent, stride, stateAt(top), tape);
        float[] out = output.floats(rows, width);
        kernels.layerNorm(h, rows, width, normWeight, normBias, out);
        return out;
    }

    /** As {@link #run}, for the states alone: nobody reads what the last layer would give. */
    void absorb(Segments segments, float[] recurrent, int stride) {
        float[] h = lower(segments, recurrent, stride);
        int top = layers.length - 1;
        layers[top].absorb(kernels, h, segments, recurrent, stride, stateAt(top), tape);
    }

    /** All layers but the last; returns its input. */
    private float[] lower(Segments segments, float[] recurrent, int stride) {
        int rows = segments.rows();
        if (tape.rows() < rows) {
            tape = Activations.of(Scratch.grown(tape.rows(), rows), width, states);
        }
        float[] h = input(rows);
        for (int i = 0; i < layers.length - 1; i++) {
            layers[i].forward(kernels, h, segments, recurrent, stride, stateAt(i), tape);
        }
        return h;
    }

    private int stateAt(int layer) {
        return offset + layer * 2 * states;
    }
}

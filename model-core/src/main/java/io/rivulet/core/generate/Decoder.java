package io.rivulet.core.generate;

import io.rivulet.core.layers.Activations;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.layers.SsmLayer;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/**
 * The causal decoder over stacked rows of any number of sessions, with its working memory. A pass takes the same number
 * of matrix products however many rows there are.
 */
final class Decoder {

    private final Kernels kernels;
    private final int width;
    private final int states;
    private final SsmLayer[] layers;
    private final float[] normWeight;
    private final float[] normBias;
    private final Scratch input = new Scratch();
    private final Scratch output = new Scratch();
    private Activations tape;

    Decoder(ModelConfig config, TensorSource tensors, Kernels kernels) {
        this.kernels = kernels;
        width = config.width();
        states = config.states();
        layers = new SsmLayer[config.decoderLayers()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = tensors.layer("decoder.layers." + i);
        }
        normWeight = tensors.array("decoder.norm.weight");
        normBias = tensors.array("decoder.norm.bias");
        tape = Activations.of(1, width, states);
    }

    /** Floats of a session's recurrent state in all layers; the emission's memory comes after them. */
    int stateFloats() {
        return layers.length * 2 * states;
    }

    /** Writes the state before the first step: every layer's learned one. */
    void start(float[] start) {
        for (int i = 0; i < layers.length; i++) {
            System.arraycopy(layers[i].x0(), 0, start, i * 2 * states, 2 * states);
        }
    }

    /** Where the caller puts the input of a pass, [rows, width]. */
    float[] input(int rows) {
        return input.floats(rows, width);
    }

    /**
     * One pass over what {@link #input} holds.
     *
     * @param recurrent [segments, stride], of each the first {@link #stateFloats}: before the pass, and then after each
     *     segment's last step
     * @return the decoder's output, [rows, width], valid until the next pass
     */
    float[] run(Segments segments, float[] recurrent, int stride) {
        int rows = segments.rows();
        if (tape.rows() < rows) {
            tape = Activations.of(Scratch.grown(tape.rows(), rows), width, states);
        }
        float[] h = input(rows);
        for (int i = 0; i < layers.length; i++) {
            layers[i].forward(kernels, h, segments, recurrent, stride, i * 2 * states, tape);
        }
        float[] out = output.floats(rows, width);
        kernels.layerNorm(h, rows, width, normWeight, normBias, out);
        return out;
    }
}

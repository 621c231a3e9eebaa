package io.rivulet.core.baseline;

import io.rivulet.core.generate.TensorSource;
import io.rivulet.core.layers.Activations;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.layers.SsmLayer;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * S5 for several sequences, one symbol a step: its recurrent state is all that it keeps, [batch, layers, 2 * states].
 */
final class CachedS5 implements CachedBackbone {
    private final Kernels kernels;
    private final int batch;
    private final int complex;
    private final SsmLayer[] layers;
    private final float[] normWeight;
    private final float[] normBias;
    private final float[] states;
    private final Segments segments;
    private final Activations tape;

    CachedS5(Kernels kernels, Weights weights, S5 config, int batch) {
        this.kernels = kernels;
        this.batch = batch;
        TensorSource tensors = new TensorSource(config.tensors(), weights, kernels);
        layers = new SsmLayer[config.layers()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = tensors.layer("backbone.layers." + i);
        }
        normWeight = tensors.array("backbone.norm.weight");
        normBias = tensors.array("backbone.norm.bias");
        complex = 2 * config.states();
        states = new float[batch * layers.length * complex];
        int[] ones = new int[batch];
        Arrays.fill(ones, 1);
        segments = Segments.of(ones);
        tape = Activations.of(batch, config.width(), config.states());
        start();
    }

    @Override
    public void start() {
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < layers.length; i++) {
                System.arraycopy(layers[i].x0(), 0, states, (b * layers.length + i) * complex, complex);
            }
        }
    }

    @Override
    public void step(float[] h) {
        for (int i = 0; i < layers.length; i++) {
            layers[i].forward(kernels, h, segments, states, layers.length * complex, i * complex, tape);
        }
        // The norm reads a row twice before it writes it, so it may run in place only through another array.
        kernels.layerNorm(h, batch, normWeight.length, normWeight, normBias, tape.u());
        System.arraycopy(tape.u(), 0, h, 0, batch * normWeight.length);
    }
}

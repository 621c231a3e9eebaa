package io.rivulet.core.benchmark;

import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Diagonal;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of the emitting decoder, row-major, gamma folded into B: the same numbers for every way of running it.
 *
 * @param embed [H, D]
 * @param emission [F, H]
 */
record DecoderWeights(
        ModelConfig config,
        float[] embed,
        float[] embedBias,
        List<Layer> layers,
        float[] normWeight,
        float[] normBias,
        float[] emission,
        float[] emissionBias) {

    /**
     * One layer.
     *
     * @param drive gamma * B, [2P, H]
     * @param readout C, [H, 2P]
     * @param skip D, [H]
     * @param mix W, [2H, H]
     */
    record Layer(
            Diagonal lambda,
            float[] x0,
            float[] normWeight,
            float[] normBias,
            float[] drive,
            float[] readout,
            float[] skip,
            float[] mix,
            float[] mixBias) {}

    /**
     * A model of random weights: frames of so many binary symbols, 16 latents, 4 layers, as many complex states as the
     * width.
     */
    static Bundle randomModel(int width, int frame, long seed) {
        ModelConfig config = ModelConfig.named("random")
                .frame(frame)
                .latents(new GaussianLatents(16))
                .width(width)
                .states(width)
                .decoderLayers(4)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(new Bernoulli())
                .build();
        return new Bundle(
                config, TinyModels.weights(config, seed), new Fingerprint("0".repeat(64)), TinyModels.provenance());
    }

    static DecoderWeights of(Bundle bundle) {
        Weights weights = bundle.weights();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < bundle.config().decoderLayers(); i++) {
            layers.add(layer(weights, "decoder.layers." + i));
        }
        return new DecoderWeights(
                bundle.config(),
                weights.get("decoder.embed_z.weight").borrow(),
                weights.get("decoder.embed_z.bias").borrow(),
                layers,
                weights.get("decoder.norm.weight").borrow(),
                weights.get("decoder.norm.bias").borrow(),
                weights.get("decoder.emission.weight").borrow(),
                weights.get("decoder.emission.bias").borrow());
    }

    /** The state before the first step, [layers, 2P]. */
    float[] start() {
        int complex = 2 * config.states();
        float[] start = new float[config.stateFloats()];
        for (int i = 0; i < layers.size(); i++) {
            System.arraycopy(layers.get(i).x0(), 0, start, i * complex, complex);
        }
        return start;
    }

    private static Layer layer(Weights weights, String name) {
        return new Layer(
                Diagonal.of(
                        weights.get(name + ".nu").borrow(),
                        weights.get(name + ".theta").borrow()),
                weights.get(name + ".x0").borrow(),
                weights.get(name + ".norm.weight").borrow(),
                weights.get(name + ".norm.bias").borrow(),
                drive(
                        weights.get(name + ".B").copy(),
                        weights.get(name + ".log_gamma").borrow()),
                weights.get(name + ".C").borrow(),
                weights.get(name + ".D").borrow(),
                weights.get(name + ".W.weight").borrow(),
                weights.get(name + ".W.bias").borrow());
    }

    private static float[] drive(float[] b, float[] logGamma) {
        int states = logGamma.length;
        int width = b.length / (2 * states);
        for (int i = 0; i < b.length; i++) {
            b[i] = (float) (StrictMath.exp(logGamma[i / width % states]) * b[i]);
        }
        return b;
    }
}

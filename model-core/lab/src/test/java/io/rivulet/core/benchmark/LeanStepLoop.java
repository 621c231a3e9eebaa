package io.rivulet.core.benchmark;

import io.rivulet.core.baseline.kernel.S5Loop;
import io.rivulet.core.baseline.kernel.WeightStream;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The emitting decoder as the leanest loop over steps: what a pass over a block has to beat. The layers run in the loop
 * of the S5 baseline; all weights are one stream in the order of use.
 */
final class LeanStepLoop {
    private final ModelConfig config;
    private final WeightStream stream = new WeightStream();
    private final Linear embed;
    private final int embedAt;
    private final List<S5Loop.Layer> layers = new ArrayList<>();
    private final S5Loop loop;
    private final Linear emission;
    private final int emissionAt;
    private final float[] h;

    LeanStepLoop(DecoderWeights weights) {
        config = weights.config();
        int width = config.width();
        int complex = 2 * config.states();
        Kernels kernels = Kernels.best();
        embed = Linear.of(
                kernels,
                weights.embed(),
                weights.embedBias(),
                width,
                config.latents().inputs());
        embedAt = stream.append(embed.weight());
        for (DecoderWeights.Layer layer : weights.layers()) {
            layers.add(new S5Loop.Layer(
                    layer.normWeight(),
                    layer.normBias(),
                    stream.append(kernels.pack(layer.drive(), complex, width)),
                    layer.lambda(),
                    new float[complex],
                    stream.append(kernels.pack(layer.readout(), width, complex)),
                    layer.skip(),
                    stream.append(kernels.pack(layer.mix(), 2 * width, width)),
                    layer.mixBias()));
        }
        loop = new S5Loop(stream, layers, weights.normWeight(), weights.normBias());
        emission = Linear.of(kernels, weights.emission(), weights.emissionBias(), config.frame(), width);
        emissionAt = stream.append(emission.weight());
        h = new float[width];
    }

    /**
     * All steps, one by one.
     *
     * @param z [steps, D]
     * @param state [layers, 2P], before the first step, and then after the last
     * @param logits [steps, F]
     */
    void run(float[] z, int steps, float[] state, float[] logits) {
        int complex = 2 * config.states();
        for (int i = 0; i < layers.size(); i++) {
            System.arraycopy(state, i * complex, layers.get(i).x(), 0, complex);
        }
        int latent = config.latents().inputs();
        int frame = config.frame();
        for (int t = 0; t < steps; t++) {
            stream.product(embedAt, z, t * latent, latent, embed.bias(), h.length, h, 0);
            loop.step(h);
            stream.product(emissionAt, h, 0, h.length, emission.bias(), frame, logits, t * frame);
        }
        for (int i = 0; i < layers.size(); i++) {
            System.arraycopy(layers.get(i).x(), 0, state, i * complex, complex);
        }
    }
}

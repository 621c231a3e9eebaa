package io.rivulet.core.benchmark;

import io.rivulet.core.layers.Activations;
import io.rivulet.core.layers.LayerStack;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.layers.SsmLayer;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.List;

/** The emitting pass on the layers that serve: latents to logits, parallel over the steps. */
final class DecoderPass {

    private final Kernels kernels;
    private final int width;
    private final int complex;
    private final Linear embed;
    private final SsmLayer[] layers;
    private final LayerStack stack;
    private final Linear emission;
    private final float[] h;
    private final float[] hidden;
    private final Activations tape;

    /** Makes room for passes of up to {@code maxSteps} steps. */
    DecoderPass(DecoderWeights weights, Kernels kernels, PassThreads threads, int maxSteps) {
        this.kernels = kernels;
        ModelConfig config = weights.config();
        width = config.width();
        complex = 2 * config.states();
        embed = Linear.of(
                kernels,
                weights.embed(),
                weights.embedBias(),
                width,
                config.latents().inputs());
        layers = weights.layers().stream().map(this::layer).toArray(SsmLayer[]::new);
        stack = new LayerStack(kernels, List.of(layers), weights.normWeight(), weights.normBias(), threads);
        emission = Linear.of(kernels, weights.emission(), weights.emissionBias(), config.frame(), width);
        h = new float[maxSteps * width];
        hidden = new float[maxSteps * width];
        tape = Activations.overlaid(maxSteps, width, config.states());
    }

    /**
     * One pass.
     *
     * @param z [steps, D]
     * @param states [sessions, layers, 2P], before the pass, and then after it
     * @param logits [steps, F]
     */
    void run(float[] z, Segments steps, float[] states, float[] logits) {
        embed.forward(kernels, z, steps.rows(), h);
        stack.run(h, steps, states, layers.length * complex, 0, hidden);
        emission.forward(kernels, hidden, steps.rows(), logits);
    }

    /** The recurrence of the first layer over drives [steps, 2P], in place. */
    void scan(float[] drives, Segments steps, float[] states) {
        int first = 0;
        for (int s = 0; s < steps.count(); s++) {
            kernels.scan(layers[0].lambda(), drives, first, steps.steps(s), states, s * layers.length * complex);
            first += steps.steps(s);
        }
    }

    /** The first layer over rows [steps, H], in place. */
    void layer(float[] rows, Segments steps, float[] states) {
        layers[0].forward(kernels, rows, steps, states, layers.length * complex, 0, tape);
    }

    private SsmLayer layer(DecoderWeights.Layer layer) {
        return new SsmLayer(
                layer.lambda(),
                layer.x0(),
                layer.normWeight(),
                layer.normBias(),
                kernels.pack(layer.drive(), complex, width),
                kernels.pack(layer.readout(), width, complex),
                layer.skip(),
                Linear.of(kernels, layer.mix(), layer.mixBias(), 2 * width, width));
    }
}

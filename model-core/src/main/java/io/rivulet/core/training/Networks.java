package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** The networks of an AR-VSSM over one set of parameters: encoder, flow, decoder and their maps. One per thread. */
final class Networks {
    final TrainedLinear encoderEmbed;
    final TrainedStack encoder;
    final TrainedLinear encoderOut;
    final TrainedLinear flowLatent;
    final TrainedLinear flowContext;
    final TrainedStack flow;
    final TrainedLinear flowOut;
    final TrainedLinear observed;
    final TrainedLinear emitted;
    final TrainedStack decoder;
    final TrainedLinear prior;
    final EmissionLoss emission;
    final float[] planned;
    final int plannedAt;
    private final float[] values;

    Networks(Kernels kernels, Parameters parameters, ModelConfig config, int rows, int steps) {
        int width = config.width();
        int latent = config.latent();
        int input = config.emission().inputWidth(config.frame());
        encoderEmbed = new TrainedLinear(kernels, parameters, "encoder.embed", width, input + 1);
        encoder =
                new TrainedStack(kernels, parameters, "encoder", config.encoderLayers(), width, config.states(), true);
        encoderOut = new TrainedLinear(kernels, parameters, "encoder.out", 2 * latent, width);
        flowLatent = new TrainedLinear(kernels, parameters, "flow.embed_z", width, latent);
        flowContext = new TrainedLinear(kernels, parameters, "flow.embed_h", width, width);
        flow = new TrainedStack(kernels, parameters, "flow", config.flowLayers(), width, config.states(), false);
        flowOut = new TrainedLinear(kernels, parameters, "flow.out", 2 * latent, width);
        observed = new TrainedLinear(kernels, parameters, "decoder.embed_x", width, input);
        emitted = new TrainedLinear(kernels, parameters, "decoder.embed_z", width, latent);
        decoder =
                new TrainedStack(kernels, parameters, "decoder", config.decoderLayers(), width, config.states(), false);
        prior = new TrainedLinear(kernels, parameters, "decoder.prior", 2 * latent, width);
        emission = EmissionLoss.of(kernels, parameters, config, rows, steps);
        values = parameters.values();
        plannedAt = parameters.offset("decoder.planned");
        planned = new float[width];
    }

    /** Takes the parameters' present values. */
    void refresh() {
        for (TrainedLinear map : new TrainedLinear[] {
            encoderEmbed, encoderOut, flowLatent, flowContext, flowOut, observed, emitted, prior
        }) {
            map.refresh();
        }
        for (TrainedStack stack : new TrainedStack[] {encoder, flow, decoder}) {
            stack.refresh();
        }
        emission.refresh();
        System.arraycopy(values, plannedAt, planned, 0, planned.length);
    }

    /** Turns a gradient as the backward passes collect it into that of the parameters. */
    void finish(float[] gradients) {
        encoder.finish(gradients);
        flow.finish(gradients);
        decoder.finish(gradients);
        emission.finish(gradients);
    }
}

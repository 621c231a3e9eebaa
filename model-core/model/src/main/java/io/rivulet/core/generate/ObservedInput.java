package io.rivulet.core.generate;

import io.rivulet.core.emission.SymbolEmbedding;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** Observed frames enter the decoder; where a learned vector enters instead, its prior head tells of the latents. */
final class ObservedInput implements Conditioner {

    private final CausalStack decoder;
    private final SymbolEmbedding embedding;
    private final float[] planned;
    private final LatentHead prior;

    ObservedInput(ModelConfig config, TensorSource tensors, Kernels kernels, CausalStack decoder) {
        this.decoder = decoder;
        embedding = FrameEmbedding.of(config, tensors, "decoder.embed_x", kernels);
        planned = tensors.array("decoder.planned");
        prior = new LatentHead(kernels, tensors.linear("decoder.prior"), config.latents());
    }

    @Override
    public void start(float[] start) {
        // Nothing but the decoder has states.
    }

    @Override
    public void absorb(float[] symbols, Segments segments, float[] states, int stride) {
        embedding.embed(symbols, segments.rows(), decoder.input(segments.rows()));
        decoder.absorb(segments, states, stride);
    }

    @Override
    public LatentHead ahead() {
        return prior;
    }

    @Override
    public void plan(Segments segments, boolean[] unseen, float[] states, int stride) {
        decoder.fill(planned, segments.rows());
        prior.read(decoder.run(segments, states, stride), segments.rows());
    }
}

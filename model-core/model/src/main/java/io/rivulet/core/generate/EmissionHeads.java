package io.rivulet.core.generate;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.AutoregressiveBernoulliHead;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BernoulliHead;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.CategoricalHead;
import io.rivulet.core.emission.Channels;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Noise;
import io.rivulet.core.emission.RealHead;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.emission.WindowedParts;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Kernels;

/** The heads of each emission, of the tensors of a configuration. */
record EmissionHeads(ModelConfig config, TensorSource tensors, Kernels kernels) implements Emission.Cases<Heads> {

    @Override
    public Heads bernoulli(Bernoulli emission) {
        return Heads.forgetful(new BernoulliHead(kernels, linear()));
    }

    @Override
    public Heads autoregressiveBernoulli(AutoregressiveBernoulli emission) {
        return Heads.forgetful(new AutoregressiveBernoulliHead(
                kernels,
                linear(),
                tensors.linear("decoder.inside"),
                tensors.array("decoder.inside.v"),
                tensors.array("decoder.inside.w")));
    }

    @Override
    public Heads categorical(Categorical emission) {
        return Heads.forgetful(new CategoricalHead(kernels, linear(), emission.values()));
    }

    @Override
    public Heads gaussian(Gaussian emission) {
        return real(emission.standardisation(), Noise.normal());
    }

    @Override
    public Heads studentT(StudentT emission) {
        return real(emission.standardisation(), Noise.studentT(emission.degrees()));
    }

    @Override
    public Heads windowed(Windowed emission) {
        WindowedParts parts = new WindowedParts(
                FrameEmbedding.of(config, tensors, "decoder.context.drive", kernels),
                Diagonal.of(tensors.array("decoder.context.nu"), tensors.array("decoder.context.theta")),
                tensors.array("decoder.context.x0"),
                linear(),
                tensors.linear("decoder.context.embed_o"),
                tensors.linear("decoder.context.embed_c"),
                tensors.linear("decoder.context.readout"),
                tensors.array("decoder.window.hidden.weight"),
                tensors.array("decoder.window.hidden.bias"),
                tensors.array("decoder.window.inner.weight"),
                tensors.array("decoder.window.inner.bias"),
                tensors.array("decoder.window.out.weight"),
                tensors.array("decoder.window.out.bias"),
                emission.law().ordered() ? null : tensors.array("decoder.window.embed"));
        return new Heads(
                parts.head(kernels, emission, config.frame()), parts.memory(kernels, emission, config.frame()));
    }

    /** From the decoder's output to the logits of a frame. */
    private Linear linear() {
        return tensors.linear("decoder.emission");
    }

    private Heads real(Standardisation standardisation, Noise noise) {
        return Heads.forgetful(new RealHead(kernels, linear(), new Channels(standardisation), noise));
    }
}

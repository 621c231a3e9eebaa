package io.rivulet.core.generate;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.AutoregressiveBernoulliHead;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BernoulliHead;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.CategoricalHead;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Channels;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.EmissionHead;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Noise;
import io.rivulet.core.emission.RealHead;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.SymbolMemory;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.emission.WindowedParts;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Kernels;

/** How symbols leave the decoder of a configuration, and what is kept of them. */
record Heads(EmissionHead emission, SymbolMemory memory) {

    static Heads of(ModelConfig config, TensorSource tensors, Kernels kernels) {
        Emission emission = config.emission();
        Linear linear = tensors.linear("decoder.emission");
        if (emission instanceof Bernoulli) {
            return new Heads(new BernoulliHead(kernels, linear), SymbolMemory.NONE);
        } else if (emission instanceof AutoregressiveBernoulli) {
            EmissionHead head = new AutoregressiveBernoulliHead(
                    kernels,
                    linear,
                    tensors.linear("decoder.inside"),
                    tensors.array("decoder.inside.v"),
                    tensors.array("decoder.inside.w"));
            return new Heads(head, SymbolMemory.NONE);
        } else if (emission instanceof Categorical categorical) {
            return new Heads(new CategoricalHead(kernels, linear, categorical.values()), SymbolMemory.NONE);
        } else if (emission instanceof Gaussian gaussian) {
            return real(kernels, linear, gaussian.standardisation(), Noise.normal());
        } else if (emission instanceof StudentT studentT) {
            return real(kernels, linear, studentT.standardisation(), Noise.studentT(studentT.degrees()));
        }
        if (emission instanceof Windowed windowed) {
            return windowed(config, windowed, tensors, kernels);
        }
        throw new IllegalStateException("no head for emission " + emission);
    }

    private static Heads windowed(ModelConfig config, Windowed windowed, TensorSource tensors, Kernels kernels) {
        WindowedParts parts = new WindowedParts(
                FrameEmbedding.of(config, tensors, "decoder.context.drive", kernels),
                Diagonal.of(tensors.array("decoder.context.nu"), tensors.array("decoder.context.theta")),
                tensors.array("decoder.context.x0"),
                tensors.linear("decoder.emission"),
                tensors.linear("decoder.context.embed_o"),
                tensors.linear("decoder.context.embed_c"),
                tensors.linear("decoder.context.readout"),
                tensors.array("decoder.window.hidden.weight"),
                tensors.array("decoder.window.hidden.bias"),
                tensors.array("decoder.window.inner.weight"),
                tensors.array("decoder.window.inner.bias"),
                tensors.array("decoder.window.out.weight"),
                tensors.array("decoder.window.out.bias"),
                windowed.law() instanceof CategoricalLaw ? tensors.array("decoder.window.embed") : null);
        return new Heads(
                parts.head(kernels, windowed, config.frame()), parts.memory(kernels, windowed, config.frame()));
    }

    private static Heads real(Kernels kernels, Linear linear, Standardisation standardisation, Noise noise) {
        return new Heads(new RealHead(kernels, linear, new Channels(standardisation), noise), SymbolMemory.NONE);
    }
}

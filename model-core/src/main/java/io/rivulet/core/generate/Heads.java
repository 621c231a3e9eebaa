package io.rivulet.core.generate;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.AutoregressiveBernoulliHead;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BernoulliHead;
import io.rivulet.core.emission.BinaryEmbedding;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.CategoricalEmbedding;
import io.rivulet.core.emission.CategoricalHead;
import io.rivulet.core.emission.Channels;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.EmissionHead;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Noise;
import io.rivulet.core.emission.RealEmbedding;
import io.rivulet.core.emission.RealHead;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.SymbolEmbedding;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** How symbols enter and leave the decoder of a configuration. */
record Heads(SymbolEmbedding embedding, EmissionHead emission) {

    static Heads of(ModelConfig config, TensorSource tensors, Kernels kernels) {
        Emission emission = config.emission();
        Linear linear = tensors.linear("decoder.emission");
        if (emission instanceof Bernoulli) {
            return new Heads(binary(tensors, kernels), new BernoulliHead(kernels, linear));
        } else if (emission instanceof AutoregressiveBernoulli) {
            EmissionHead head = new AutoregressiveBernoulliHead(
                    kernels,
                    linear,
                    tensors.linear("decoder.inside"),
                    tensors.array("decoder.inside.v"),
                    tensors.array("decoder.inside.w"));
            return new Heads(binary(tensors, kernels), head);
        } else if (emission instanceof Categorical categorical) {
            SymbolEmbedding embedding = new CategoricalEmbedding(
                    kernels,
                    tensors.array("decoder.embed_x.weight"),
                    tensors.array("decoder.embed_x.bias"),
                    config.frame(),
                    categorical.values());
            return new Heads(embedding, new CategoricalHead(kernels, linear, categorical.values()));
        } else if (emission instanceof Gaussian gaussian) {
            return real(tensors, kernels, linear, gaussian.standardisation(), Noise.normal());
        } else if (emission instanceof StudentT studentT) {
            return real(tensors, kernels, linear, studentT.standardisation(), Noise.studentT(studentT.degrees()));
        }
        throw new IllegalStateException("no head for emission " + emission);
    }

    private static SymbolEmbedding binary(TensorSource tensors, Kernels kernels) {
        return new BinaryEmbedding(kernels, tensors.linear("decoder.embed_x"));
    }

    private static Heads real(
            TensorSource tensors, Kernels kernels, Linear linear, Standardisation standardisation, Noise noise) {
        Channels channels = new Channels(standardisation);
        return new Heads(
                new RealEmbedding(kernels, tensors.linear("decoder.embed_x"), channels),
                new RealHead(kernels, linear, channels, noise));
    }
}

package io.rivulet.core.generate;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.CategoricalEmbedding;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Channels;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.LevelEmbedding;
import io.rivulet.core.emission.RealEmbedding;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.SymbolEmbedding;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** How the frames of a configuration enter a network: linear in what its emission makes of their symbols. */
final class FrameEmbedding {

    private FrameEmbedding() {}

    /** By {@code weight}, [rows, E], and {@code bias}, [rows]. */
    static SymbolEmbedding of(ModelConfig config, float[] weight, float[] bias, Kernels kernels) {
        Emission emission = config.emission();
        if (emission instanceof Gaussian gaussian) {
            return new RealEmbedding(kernels, linear(weight, bias, kernels), new Channels(gaussian.standardisation()));
        }
        if (emission instanceof StudentT studentT) {
            return new RealEmbedding(kernels, linear(weight, bias, kernels), new Channels(studentT.standardisation()));
        }
        SymbolLaw law = law(emission);
        if (law instanceof CategoricalLaw) {
            return new CategoricalEmbedding(kernels, weight, bias, config.frame(), law.values());
        }
        return new LevelEmbedding(kernels, linear(weight, bias, kernels), law);
    }

    /** By the tensors {@code name.weight} and {@code name.bias}. */
    static SymbolEmbedding of(ModelConfig config, TensorSource tensors, String name, Kernels kernels) {
        return of(config, tensors.array(name + ".weight"), tensors.array(name + ".bias"), kernels);
    }

    private static SymbolLaw law(Emission emission) {
        if (emission instanceof Windowed windowed) {
            return windowed.law();
        }
        return emission instanceof Categorical categorical ? new CategoricalLaw(categorical.values()) : new BinaryLaw();
    }

    private static Linear linear(float[] weight, float[] bias, Kernels kernels) {
        return Linear.of(kernels, weight, bias, bias.length, weight.length / bias.length);
    }
}

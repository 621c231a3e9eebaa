package io.rivulet.core.generate;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.CategoricalEmbedding;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Channels;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.LevelEmbedding;
import io.rivulet.core.emission.RealEmbedding;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.SymbolEmbedding;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** How the frames of a configuration enter a network: linear in what its emission makes of their symbols. */
final class FrameEmbedding implements Emission.Cases<SymbolEmbedding> {

    private final Kernels kernels;
    private final float[] weight;
    private final float[] bias;
    private final int frame;

    private FrameEmbedding(Kernels kernels, float[] weight, float[] bias, int frame) {
        this.kernels = kernels;
        this.weight = weight;
        this.bias = bias;
        this.frame = frame;
    }

    /** By {@code weight}, [rows, E], and {@code bias}, [rows]. */
    static SymbolEmbedding of(ModelConfig config, float[] weight, float[] bias, Kernels kernels) {
        return config.emission().match(new FrameEmbedding(kernels, weight, bias, config.frame()));
    }

    /** By the tensors {@code name.weight} and {@code name.bias}. */
    static SymbolEmbedding of(ModelConfig config, TensorSource tensors, String name, Kernels kernels) {
        return of(config, tensors.array(name + ".weight"), tensors.array(name + ".bias"), kernels);
    }

    @Override
    public SymbolEmbedding bernoulli(Bernoulli emission) {
        return discrete(new BinaryLaw());
    }

    @Override
    public SymbolEmbedding autoregressiveBernoulli(AutoregressiveBernoulli emission) {
        return discrete(new BinaryLaw());
    }

    @Override
    public SymbolEmbedding categorical(Categorical emission) {
        return discrete(new CategoricalLaw(emission.values()));
    }

    @Override
    public SymbolEmbedding gaussian(Gaussian emission) {
        return real(emission.standardisation());
    }

    @Override
    public SymbolEmbedding studentT(StudentT emission) {
        return real(emission.standardisation());
    }

    @Override
    public SymbolEmbedding windowed(Windowed emission) {
        return discrete(emission.law());
    }

    private SymbolEmbedding discrete(SymbolLaw law) {
        return law.ordered()
                ? new LevelEmbedding(kernels, linear(), law)
                : new CategoricalEmbedding(kernels, weight, bias, frame, law.values());
    }

    private SymbolEmbedding real(Standardisation standardisation) {
        return new RealEmbedding(kernels, linear(), new Channels(standardisation));
    }

    private Linear linear() {
        return Linear.of(kernels, weight, bias, bias.length, weight.length / bias.length);
    }
}

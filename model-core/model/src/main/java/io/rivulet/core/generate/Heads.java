package io.rivulet.core.generate;

import io.rivulet.core.emission.EmissionHead;
import io.rivulet.core.emission.SymbolMemory;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** How symbols leave the decoder of a configuration, and what is kept of them. */
record Heads(EmissionHead emission, SymbolMemory memory) {

    static Heads of(ModelConfig config, TensorSource tensors, Kernels kernels) {
        return config.emission().match(new EmissionHeads(config, tensors, kernels));
    }

    /** A head that needs no memory: all that matters is in the decoder's state. */
    static Heads forgetful(EmissionHead emission) {
        return new Heads(emission, SymbolMemory.NONE);
    }
}

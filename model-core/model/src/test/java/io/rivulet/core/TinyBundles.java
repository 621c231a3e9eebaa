package io.rivulet.core;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import java.nio.file.Path;

/** Bundles in files, small and of random weights: real in all but their training. */
public final class TinyBundles {

    public static final String NAME = "tiny";

    /** Symbols a step. */
    public static final int FRAME = 4;

    private static final int ROW = 28;

    private TinyBundles() {}

    /** Binary symbols in frames of {@value #FRAME}. */
    public static Bundle binary(Path folder, long seed) {
        return write(folder, seed, binary());
    }

    /** The configuration of {@link #binary(Path, long)}. */
    public static ModelConfig binary() {
        return config(NAME, new AutoregressiveBernoulli(3));
    }

    /** As {@link #binary()}, under another name or of other symbols. */
    public static ModelConfig config(String name, Emission emission) {
        return sized(name, 5, emission);
    }

    /** As {@link #binary()}, but another architecture. */
    public static ModelConfig larger() {
        return sized(NAME, 6, new AutoregressiveBernoulli(3));
    }

    /** Rows of {@value #ROW} binary pixels: it draws noise, but by all the rules. */
    public static Path noise(Path folder, long seed) {
        write(
                folder,
                seed,
                ModelConfig.named("noise")
                        .frame(ROW)
                        .latents(new GaussianLatents(4))
                        .width(16)
                        .states(16)
                        .decoderLayers(2)
                        .encoderLayers(1)
                        .flowLayers(1)
                        .emission(new AutoregressiveBernoulli(8))
                        .build());
        return folder;
    }

    public static Bundle write(Path folder, long seed, ModelConfig config) {
        return BundleWriter.write(folder, config, TinyModels.weights(config, seed), TinyModels.provenance());
    }

    private static ModelConfig sized(String name, int states, Emission emission) {
        return ModelConfig.named(name)
                .frame(FRAME)
                .latents(new GaussianLatents(3))
                .width(6)
                .states(states)
                .decoderLayers(2)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(emission)
                .build();
    }
}

package io.rivulet.core.generate;

import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A tiny random model and what its tests share. */
final class Tiny {

    static final int FRAME = 6;

    private Tiny() {}

    /** Every model with a few seeds. */
    static Stream<Arguments> modelsAndSeeds() {
        return TinyModels.namedModels().flatMap(model -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(model, seed)));
    }

    static Bundle bundle(ModelConfig config, long seed) {
        return new Bundle(
                config, TinyModels.weights(config, seed), new Fingerprint("0".repeat(64)), TinyModels.provenance());
    }

    static Bundle bundle(Emission emission, long seed) {
        return bundle(TinyModels.config(emission), seed);
    }

    /** Random symbols that the emission allows. */
    static float[] symbols(Emission emission, int count, Random random) {
        float[] symbols = new float[count];
        for (int i = 0; i < count; i++) {
            if (emission.kind() == SymbolKind.REAL) {
                symbols[i] = i % 2 == 0 ? (float) (1.5 + random.nextGaussian()) : (float) (-20 + random.nextGaussian());
            } else {
                symbols[i] = random.nextInt(values(emission));
            }
        }
        return symbols;
    }

    /** Values of a symbol that is not real. */
    static int values(Emission emission) {
        if (emission instanceof Windowed windowed) {
            return windowed.law().values();
        }
        return emission instanceof Categorical categorical ? categorical.values() : 2;
    }

    /** Whether symbols enter the model one-hot. */
    static boolean oneHot(Emission emission) {
        return emission instanceof Categorical
                || emission instanceof Windowed windowed && windowed.law() instanceof CategoricalLaw;
    }

    /** Cuts {@code total} into random parts, empty ones among them. */
    static int[] parts(int total, int most, Random random) {
        List<Integer> parts = new ArrayList<>();
        for (int left = total; left > 0; left -= parts.get(parts.size() - 1)) {
            parts.add(Math.min(random.nextInt(most + 1), left));
        }
        return parts.stream().mapToInt(Integer::intValue).toArray();
    }

    static float[] concat(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}

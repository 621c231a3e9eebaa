package io.rivulet.core;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Small models with random weights, stable and with every tensor away from zero: the ones that all modules' tests stand
 * on. {@link TinyBundles} are those that lie in files.
 */
public final class TinyModels {

    /** Symbols a step. */
    public static final int FRAME = 6;

    private TinyModels() {}

    /** One of each emission, for frames that are multiples of 2. */
    public static List<Emission> emissions() {
        Standardisation two = new Standardisation(List.of(1.5f, -20f), List.of(0.25f, 3f));
        return List.of(
                new Bernoulli(),
                new AutoregressiveBernoulli(5),
                new Categorical(3),
                new Gaussian(two),
                new StudentT(3, two),
                Windowed.of(new BinaryLaw())
                        .features(2)
                        .context(3)
                        .joint(7)
                        .hidden(5)
                        .inner(4)
                        .lags(List.of(1, 2, 5, 6, 7, 13))
                        .build(),
                Windowed.of(new LogisticLaw(2, 9))
                        .features(3)
                        .context(2)
                        .joint(5)
                        .hidden(6)
                        .inner(5)
                        .lags(List.of(1, 3))
                        .build(),
                Windowed.of(new LogisticLaw(2, 9, 3))
                        .features(3)
                        .context(2)
                        .joint(3)
                        .hidden(6)
                        .inner(5)
                        .lags(List.of(1, 2, 6, 7))
                        .build(),
                Windowed.of(new CategoricalLaw(4))
                        .features(1)
                        .context(2)
                        .joint(4)
                        .hidden(7)
                        .inner(3)
                        .lags(List.of(6, 7, 12))
                        .build());
    }

    /** Leaves symbols of {@code channels} channels as they are. */
    public static Standardisation unstandardised(int channels) {
        return new Standardisation(Collections.nCopies(channels, 0f), Collections.nCopies(channels, 1f));
    }

    /** One with each emission, and the variants of the model, each with some of them. */
    public static List<ModelConfig> models() {
        List<ModelConfig> models = new ArrayList<>();
        emissions().forEach(emission -> models.add(config(emission)));
        models.addAll(variants());
        return List.copyOf(models);
    }

    /** One of each combination of latents and conditioning but the first, with several emissions. */
    public static List<ModelConfig> variants() {
        List<Emission> emissions = emissions();
        Latents categorical = new CategoricalLatents(3, 4);
        return List.of(
                config(emissions.get(1), categorical, Conditioning.OBSERVED),
                config(emissions.get(6), categorical, Conditioning.OBSERVED),
                config(emissions.get(1), new GaussianLatents(3), Conditioning.PARTIAL_POSTERIOR),
                config(emissions.get(4), new GaussianLatents(3), Conditioning.PARTIAL_POSTERIOR),
                config(emissions.get(2), categorical, Conditioning.PARTIAL_POSTERIOR),
                config(emissions.get(7), categorical, Conditioning.PARTIAL_POSTERIOR));
    }

    /** {@link #models}, each under a name that tells it from the others. */
    public static Stream<Named<ModelConfig>> namedModels() {
        return models().stream()
                .map(config ->
                        Named.of(config.emission() + ", " + config.latents() + ", " + config.conditioning(), config));
    }

    /** {@link #models}, each with a few seeds. */
    public static Stream<Arguments> modelsAndSeeds() {
        return namedModels().flatMap(model -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(model, seed)));
    }

    /** Odd widths on purpose: nothing may count on whole vectors. */
    public static ModelConfig config(Emission emission) {
        return config(emission, new GaussianLatents(3), Conditioning.OBSERVED);
    }

    public static ModelConfig config(Emission emission, Latents latents, Conditioning conditioning) {
        int flow = latents instanceof GaussianLatents ? 1 : 0;
        return ModelConfig.named("tiny")
                .frame(FRAME)
                .latents(latents)
                .conditioning(conditioning)
                .width(13)
                .states(11)
                .decoderLayers(2)
                .encoderLayers(1)
                .flowLayers(flow)
                .emission(emission)
                .build();
    }

    /** In memory alone, under a fingerprint that says nothing. */
    public static Bundle bundle(ModelConfig config, long seed) {
        return new Bundle(config, weights(config, seed), new Fingerprint("0".repeat(64)), provenance());
    }

    public static Bundle bundle(Emission emission, long seed) {
        return bundle(config(emission), seed);
    }

    /** Random symbols that the emission allows. */
    public static float[] symbols(Emission emission, int count, Random random) {
        float[] symbols = new float[count];
        for (int i = 0; i < count; i++) {
            if (emission.kind() == SymbolKind.REAL) {
                symbols[i] = i % 2 == 0 ? (float) (1.5 + random.nextGaussian()) : (float) (-20 + random.nextGaussian());
            } else {
                symbols[i] = random.nextInt(emission.values());
            }
        }
        return symbols;
    }

    public static Weights weights(ModelConfig config, long seed) {
        return weights(TensorLayout.serving(config), seed);
    }

    public static Weights weights(List<TensorSpec> specs, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new HashMap<>();
        for (TensorSpec spec : specs) {
            tensors.put(spec.name(), tensor(spec, random));
        }
        return new Weights(tensors);
    }

    public static Provenance provenance() {
        return new Provenance(
                "Apache-2.0",
                JsonNodeFactory.instance.objectNode().put("seed", 1).put("note", "random, not trained"));
    }

    private static Tensor tensor(TensorSpec spec, Random random) {
        float[] values = new float[(int) spec.size()];
        int in = spec.shape().get(spec.shape().size() - 1);
        String kind = spec.name().substring(spec.name().lastIndexOf('.') + 1);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (kind) {
                case "nu" -> (float) Math.log(-Math.log(0.5 + 0.499 * random.nextDouble()));
                case "theta" -> (float) Math.log(Math.PI * random.nextDouble() + 1e-4);
                case "log_gamma" -> (float) (-1 + random.nextDouble());
                default ->
                    spec.name().endsWith("norm.weight")
                            ? (float) (1 + 0.1 * random.nextGaussian())
                            : (float) (random.nextGaussian()
                                    / Math.sqrt(spec.shape().size() == 1 ? 4 : in));
            };
        }
        return Tensor.adopt(spec.shape(), values);
    }
}

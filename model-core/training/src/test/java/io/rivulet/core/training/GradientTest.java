package io.rivulet.core.training;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of the whole objective, tensor by tensor, against central differences along random directions. */
class GradientTest {
    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(new Bernoulli(), 16, 32, 1L),
                Arguments.of(new AutoregressiveBernoulli(16), 16, 32, 2L),
                Arguments.of(new AutoregressiveBernoulli(16), 48, 32, 3L),
                Arguments.of(new AutoregressiveBernoulli(32), 32, 64, 4L),
                Arguments.of(
                        Windowed.of(new BinaryLaw())
                                .features(2)
                                .context(16)
                                .joint(16)
                                .hidden(16)
                                .inner(16)
                                .lags(List.of(1, 2, 6, 7))
                                .build(),
                        16,
                        32,
                        5L),
                Arguments.of(
                        Windowed.of(new LogisticLaw(2, 12))
                                .features(3)
                                .context(32)
                                .joint(16)
                                .hidden(16)
                                .inner(32)
                                .lags(List.of(1, 3, 6))
                                .build(),
                        16,
                        32,
                        6L),
                Arguments.of(
                        Windowed.of(new CategoricalLaw(5))
                                .features(3)
                                .context(16)
                                .joint(16)
                                .hidden(32)
                                .inner(16)
                                .lags(List.of(1, 6, 13))
                                .build(),
                        16,
                        32,
                        7L),
                Arguments.of(
                        Windowed.of(new LogisticLaw(2, 12, 3))
                                .features(3)
                                .context(16)
                                .joint(16)
                                .hidden(16)
                                .inner(16)
                                .lags(List.of(1, 2, 6, 7))
                                .build(),
                        16,
                        32,
                        9L));
    }

    @ParameterizedTest(name = "{0}, width {1}, states {2}, seed {3}")
    @MethodSource("models")
    void everyTensorsGradientMatchesFiniteDifferences(Emission emission, int width, int states, long seed) {
        ModelConfig config = ModelConfig.named("gradient")
                .frame(6)
                .latents(new GaussianLatents(3))
                .width(width)
                .states(states)
                .decoderLayers(2)
                .encoderLayers(2)
                .flowLayers(1)
                .emission(emission)
                .build();
        check(config, seed).everyTensorMatchesDifferences();
    }

    static Stream<Arguments> emissions() {
        return Stream.of(
                Arguments.of(new AutoregressiveBernoulli(16), 11L),
                Arguments.of(
                        Windowed.of(new LogisticLaw(2, 12))
                                .features(3)
                                .context(32)
                                .joint(16)
                                .hidden(16)
                                .inner(32)
                                .lags(List.of(1, 3, 6))
                                .build(),
                        12L));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("emissions")
    void withAPartialPosteriorTooEveryTensorsGradientMatchesFiniteDifferences(Emission emission, long seed) {
        ModelConfig config = ModelConfig.named("gradient")
                .frame(6)
                .latents(new GaussianLatents(3))
                .conditioning(Conditioning.PARTIAL_POSTERIOR)
                .width(16)
                .states(32)
                .decoderLayers(2)
                .encoderLayers(2)
                .flowLayers(1)
                .emission(emission)
                .build();
        check(config, seed).everyTensorMatchesDifferences();
    }

    /**
     * What comes before a discrete latent has no differences to compare with: see {@link CategoricalPosteriorTest} and
     * {@link TrainedPartialPosteriorTest}.
     */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("emissions")
    void allThatFollowsACategoricalLatentMatchesFiniteDifferences(Emission emission, long seed) {
        for (Conditioning conditioning : Conditioning.values()) {
            ModelConfig config = ModelConfig.named("gradient")
                    .frame(6)
                    .latents(new CategoricalLatents(2, 5))
                    .conditioning(conditioning)
                    .width(16)
                    .states(32)
                    .decoderLayers(2)
                    .encoderLayers(2)
                    .emission(emission)
                    .build();
            check(config, seed).matchesDifferences(tensor -> tensor.startsWith("decoder."));
        }
    }

    private static GradientCheck check(ModelConfig config, long seed) {
        int values = config.emission().values();
        return new GradientCheck(new VariationalTraining(config, 0), config.frame(), values, seed);
    }
}

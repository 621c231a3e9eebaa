package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.flink.serving.BundleLocation;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State holds the digest of an architecture, which is made of names in the code: none of them may change. */
class ModelIdentityTest {

    private static final Fingerprint ANY = new Fingerprint("0".repeat(64));
    private static final Standardisation AS_IS = new Standardisation(List.of(0f), List.of(1f));

    static Stream<Arguments> architectures() throws IOException {
        return Stream.of(
                Arguments.of("Bernoulli", of(new Bernoulli()), 7_899_974_523_110_088_613L),
                Arguments.of("AutoregressiveBernoulli", of(new AutoregressiveBernoulli(3)), 1_248_719_322_742_379_150L),
                Arguments.of("Categorical", of(new Categorical(5)), -7_183_037_459_015_490_683L),
                Arguments.of("Gaussian", of(new Gaussian(AS_IS)), -240_900_038_319_792_909L),
                Arguments.of("StudentT", of(new StudentT(5, AS_IS)), 140_139_330_084_463_626L),
                Arguments.of(
                        "categorical latents",
                        of(new CategoricalLatents(3, 4), 0, Conditioning.OBSERVED, new Bernoulli()),
                        -5_448_400_109_354_194_808L),
                Arguments.of(
                        "a partial posterior",
                        of(new GaussianLatents(3), 1, Conditioning.PARTIAL_POSTERIOR, new Bernoulli()),
                        -2_663_601_057_466_878_477L),
                Arguments.of("mnist", shipped("mnist"), 758_350_015_264_106_511L),
                Arguments.of("cifar10", shipped("cifar10"), -2_393_817_920_562_215_929L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("architectures")
    void anArchitectureHasTheSameDigestInEveryRelease(String name, ModelConfig config, long digest) {
        assertThat(ModelIdentity.of(config, ANY).architecture()).isEqualTo(digest);
    }

    private static ModelConfig of(Emission emission) {
        return of(new GaussianLatents(3), 1, Conditioning.OBSERVED, emission);
    }

    private static ModelConfig of(Latents latents, int flowLayers, Conditioning conditioning, Emission emission) {
        return ModelConfig.named("tiny")
                .frame(4)
                .latents(latents)
                .conditioning(conditioning)
                .width(6)
                .states(5)
                .decoderLayers(2)
                .encoderLayers(1)
                .flowLayers(flowLayers)
                .emission(emission)
                .build();
    }

    private static ModelConfig shipped(String name) throws IOException {
        return new BundleLocation("builtin:" + name).load().config();
    }
}

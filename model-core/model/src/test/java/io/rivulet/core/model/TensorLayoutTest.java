package io.rivulet.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyModels;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Gaussian;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TensorLayoutTest {

    private static final ModelConfig HEADED = ModelConfig.named("headed")
            .frame(14)
            .latents(new GaussianLatents(8))
            .width(64)
            .states(64)
            .decoderLayers(4)
            .encoderLayers(3)
            .flowLayers(2)
            .emission(new AutoregressiveBernoulli(64))
            .build();

    @Test
    void theDecoderOfTheReferenceHasItsKnownNumberOfParameters() {
        // 4 layers of 41,344, the last norm, two embeddings, the planned vector, three linear heads, v and w.
        long layer = 3 * 64 + 128 + 2 * 128 * 64 + 64 + 2 * 64 + 128 * 64 + 128;
        long heads = (14 + 8 + 1) * 64 + 2 * 64 + 16 * 65 + 14 * 65 + 64 * 65 + 2 * 14 * 64;
        assertThat(total(TensorLayout.serving(HEADED))).isEqualTo(4 * layer + 128 + heads);
    }

    @Test
    void noNameIsListedTwice() {
        assertThat(TensorLayout.all(HEADED).stream().map(TensorSpec::name)).doesNotHaveDuplicates();
    }

    @Test
    void theEncoderSeesTheFrameAndWhetherItIsObserved() {
        assertThat(TensorLayout.training(HEADED)).contains(new TensorSpec("encoder.embed.weight", List.of(64, 15)));
    }

    @Test
    void onlyTheHeadInsideTheFrameBringsInsideTensors() {
        ModelConfig plain = ModelConfig.named("plain")
                .frame(14)
                .latents(new GaussianLatents(8))
                .width(64)
                .states(64)
                .decoderLayers(4)
                .encoderLayers(3)
                .flowLayers(2)
                .emission(new Bernoulli())
                .build();
        assertThat(names(plain)).noneMatch(name -> name.contains("inside"));
        assertThat(names(HEADED)).contains("decoder.inside.weight", "decoder.inside.bias", "decoder.inside.v");
    }

    @Test
    void categoricalLatentsEnterOneHotAndHaveNoFlow() {
        ModelConfig config = ModelConfig.named("letters")
                .frame(14)
                .latents(new CategoricalLatents(4, 16))
                .width(32)
                .states(8)
                .decoderLayers(1)
                .encoderLayers(1)
                .emission(new Bernoulli())
                .build();
        assertThat(names(config)).noneMatch(name -> name.startsWith("flow."));
        assertThat(TensorLayout.all(config))
                .contains(new TensorSpec("decoder.embed_z.weight", List.of(32, 64)))
                .contains(new TensorSpec("decoder.prior.weight", List.of(64, 32)))
                .contains(new TensorSpec("encoder.out.bias", List.of(64)));
    }

    @Test
    void aPartialPosteriorServesAndTheDecoderReadsNoFrames() {
        ModelConfig config = ModelConfig.named("partial")
                .frame(14)
                .latents(new GaussianLatents(8))
                .conditioning(Conditioning.PARTIAL_POSTERIOR)
                .width(32)
                .states(16)
                .decoderLayers(1)
                .encoderLayers(2)
                .flowLayers(1)
                .emission(new Bernoulli())
                .build();
        assertThat(names(config)).doesNotContain("decoder.embed_x.weight", "decoder.planned", "decoder.prior.weight");
        assertThat(TensorLayout.serving(config))
                .contains(new TensorSpec("partial.embed.weight", List.of(32, 15)))
                .contains(new TensorSpec("partial.layers.1.C", List.of(32, 32)))
                .contains(new TensorSpec("partial.norm.bias", List.of(32)))
                .contains(new TensorSpec("partial.out.weight", List.of(16, 32)));
    }

    @Test
    void theFrameEntersAndLeavesAsTheEmissionSays() {
        ModelConfig bytes = ModelConfig.named("bytes")
                .frame(3)
                .latents(new GaussianLatents(2))
                .width(8)
                .states(4)
                .decoderLayers(1)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(new Categorical(10))
                .build();
        assertThat(TensorLayout.serving(bytes))
                .contains(new TensorSpec("decoder.embed_x.weight", List.of(8, 30)))
                .contains(new TensorSpec("decoder.emission.weight", List.of(30, 8)));
        ModelConfig series = ModelConfig.named("series")
                .frame(4)
                .latents(new GaussianLatents(2))
                .width(8)
                .states(4)
                .decoderLayers(1)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(new Gaussian(TinyModels.unstandardised(2)))
                .build();
        assertThat(TensorLayout.serving(series))
                .contains(new TensorSpec("decoder.embed_x.weight", List.of(8, 4)))
                .contains(new TensorSpec("decoder.emission.bias", List.of(8)));
    }

    private static long total(List<TensorSpec> specs) {
        return specs.stream().mapToLong(TensorSpec::size).sum();
    }

    private static List<String> names(ModelConfig config) {
        return TensorLayout.all(config).stream().map(TensorSpec::name).collect(Collectors.toList());
    }
}

package io.rivulet.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TensorLayoutTest {

    private static final ModelConfig HEADED = new ModelConfig(
            "headed",
            14,
            new GaussianLatents(8),
            Conditioning.OBSERVED,
            64,
            64,
            4,
            3,
            2,
            new AutoregressiveBernoulli(64));

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
        ModelConfig plain = new ModelConfig(
                "plain", 14, new GaussianLatents(8), Conditioning.OBSERVED, 64, 64, 4, 3, 2, new Bernoulli());
        assertThat(names(plain)).noneMatch(name -> name.contains("inside"));
        assertThat(names(HEADED)).contains("decoder.inside.weight", "decoder.inside.bias", "decoder.inside.v");
    }

    @Test
    void categoricalLatentsEnterOneHotAndHaveNoFlow() {
        ModelConfig config = new ModelConfig(
                "letters", 14, new CategoricalLatents(4, 16), Conditioning.OBSERVED, 32, 8, 1, 1, 0, new Bernoulli());
        assertThat(names(config)).noneMatch(name -> name.startsWith("flow."));
        assertThat(TensorLayout.all(config))
                .contains(new TensorSpec("decoder.embed_z.weight", List.of(32, 64)))
                .contains(new TensorSpec("decoder.prior.weight", List.of(64, 32)))
                .contains(new TensorSpec("encoder.out.bias", List.of(64)));
    }

    @Test
    void aPartialPosteriorServesAndTheDecoderReadsNoFrames() {
        ModelConfig config = new ModelConfig(
                "partial",
                14,
                new GaussianLatents(8),
                Conditioning.PARTIAL_POSTERIOR,
                32,
                16,
                1,
                2,
                1,
                new Bernoulli());
        assertThat(names(config)).doesNotContain("decoder.embed_x.weight", "decoder.planned", "decoder.prior.weight");
        assertThat(TensorLayout.serving(config))
                .contains(new TensorSpec("partial.embed.weight", List.of(32, 15)))
                .contains(new TensorSpec("partial.layers.1.C", List.of(32, 32)))
                .contains(new TensorSpec("partial.norm.bias", List.of(32)))
                .contains(new TensorSpec("partial.out.weight", List.of(16, 32)));
    }

    @Test
    void theFrameEntersAndLeavesAsTheEmissionSays() {
        ModelConfig bytes = new ModelConfig(
                "bytes", 3, new GaussianLatents(2), Conditioning.OBSERVED, 8, 4, 1, 1, 1, new Categorical(10));
        assertThat(TensorLayout.serving(bytes))
                .contains(new TensorSpec("decoder.embed_x.weight", List.of(8, 30)))
                .contains(new TensorSpec("decoder.emission.weight", List.of(30, 8)));
        ModelConfig series = new ModelConfig(
                "series",
                4,
                new GaussianLatents(2),
                Conditioning.OBSERVED,
                8,
                4,
                1,
                1,
                1,
                new Gaussian(Standardisation.none(2)));
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

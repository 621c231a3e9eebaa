package io.rivulet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rivulet.core.TinyModels;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelConfigTest {

    @Test
    void aSessionsStateIsTheRecurrentStateOfTheDecoderAlone() {
        assertThat(config("m", 7, new Bernoulli()).stateFloats()).isEqualTo(3 * 2 * 5);
    }

    @Test
    void aPartialPosteriorHasStatesOfItsOwn() {
        ModelConfig config = ModelConfig.named("m")
                .frame(7)
                .latents(new GaussianLatents(2))
                .conditioning(Conditioning.PARTIAL_POSTERIOR)
                .width(8)
                .states(5)
                .decoderLayers(3)
                .encoderLayers(2)
                .flowLayers(1)
                .emission(new Bernoulli())
                .build();
        assertThat(config.stateFloats()).isEqualTo((3 + 2) * 2 * 5);
    }

    @Test
    void anExtentOutOfRangeIsRefusedWithTheValueFound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("m", 0, new Bernoulli()))
                .withMessageContaining("frame must be between 1 and 65536, got 0");
    }

    @Test
    void aNameThatCouldLeaveItsFolderIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> config("../m", 7, new Bernoulli()));
        assertThatIllegalArgumentException().isThrownBy(() -> config("", 7, new Bernoulli()));
    }

    @Test
    void aFrameMustHoldWholeGroupsOfChannels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("m", 7, new Gaussian(TinyModels.unstandardised(2))))
                .withMessageContaining("7 with 2 channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("m", 7, new StudentT(4, TinyModels.unstandardised(3))));
        assertThat(config("m", 8, new Gaussian(TinyModels.unstandardised(2))).frame())
                .isEqualTo(8);
    }

    @Test
    void aFrameOfTooManyNumbersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("m", 65_536, new Categorical(65_536)))
                .withMessageContaining("4294967296");
    }

    @Test
    void categoricalLatentsHaveAFewValuesAndNoFlow() {
        Latents latents = new CategoricalLatents(4, 16);
        assertThat(ModelConfig.named("m")
                        .frame(7)
                        .latents(latents)
                        .width(8)
                        .states(5)
                        .decoderLayers(3)
                        .encoderLayers(1)
                        .emission(new Bernoulli())
                        .build()
                        .latents()
                        .inputs())
                .isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelConfig.named("m")
                        .frame(7)
                        .latents(latents)
                        .width(8)
                        .states(5)
                        .decoderLayers(3)
                        .encoderLayers(1)
                        .flowLayers(2)
                        .emission(new Bernoulli())
                        .build())
                .withMessageContaining("got 2 flow layers")
                .withMessageContaining("make them 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoricalLatents(1, 1))
                .withMessageContaining("values of a latent must be between 2 and 1024, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoricalLatents(1024, 1024))
                .withMessageContaining("1048576");
    }

    @Test
    void standardisationNeedsPositiveFiniteSds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Standardisation(List.of(0f), List.of(0f)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Standardisation(List.of(0f), List.of(Float.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Standardisation(List.of(0f, 1f), List.of(1f)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardisation(List.of(Float.POSITIVE_INFINITY), List.of(1f)));
    }

    private static ModelConfig config(String name, int frame, Emission emission) {
        return ModelConfig.named(name)
                .frame(frame)
                .latents(new GaussianLatents(2))
                .width(8)
                .states(5)
                .decoderLayers(3)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(emission)
                .build();
    }
}

package io.rivulet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
        ModelConfig config = new ModelConfig(
                "m", 7, new GaussianLatents(2), Conditioning.PARTIAL_POSTERIOR, 8, 5, 3, 2, 1, new Bernoulli());
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
                .isThrownBy(() -> config("m", 7, new Gaussian(Standardisation.none(2))))
                .withMessageContaining("7 with 2 channels");
        assertThatIllegalArgumentException().isThrownBy(() -> config("m", 7, new StudentT(4, Standardisation.none(3))));
        assertThat(config("m", 8, new Gaussian(Standardisation.none(2))).frame())
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
        assertThat(new ModelConfig("m", 7, latents, Conditioning.OBSERVED, 8, 5, 3, 1, 0, new Bernoulli())
                        .latents()
                        .inputs())
                .isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ModelConfig("m", 7, latents, Conditioning.OBSERVED, 8, 5, 3, 1, 2, new Bernoulli()))
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
        return new ModelConfig(name, frame, new GaussianLatents(2), Conditioning.OBSERVED, 8, 5, 3, 1, 1, emission);
    }
}

package io.rivulet.core.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 10.1f, Float.NaN, Float.POSITIVE_INFINITY})
    void temperaturesOutOfRangeAreRefused(float value) {
        assertThat(Temperature.isValid(value)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Temperature(value))
                .withMessageContaining("between 0 and 10.0, got " + value);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.MIN_VALUE, 1, 10})
    void temperaturesWithinTheRangeStayAsTheyAre(float value) {
        assertThat(Temperature.isValid(value)).isTrue();
        assertThat(new Temperature(value).value()).isEqualTo(value);
    }

    @Test
    void oneIsTheModelsOwnDistribution() {
        assertThat(Temperature.ONE).isEqualTo(new Temperature(1));
    }
}

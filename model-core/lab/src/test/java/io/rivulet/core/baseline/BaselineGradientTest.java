package io.rivulet.core.baseline;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.training.GradientCheck;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineGradientTest {

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(new S5(2, 16, 16), new BinaryLaw(), 1L),
                Arguments.of(new S5(2, 32, 16), new CategoricalLaw(5), 2L),
                Arguments.of(new S5(1, 16, 32), new LogisticLaw(2, 9), 3L),
                Arguments.of(new Mamba(2, 16, 32, 3), new BinaryLaw(), 4L),
                Arguments.of(new Mamba(1, 32, 48, 16), new CategoricalLaw(5), 5L),
                Arguments.of(new Transformer(2, 32, 2), new BinaryLaw(), 6L),
                Arguments.of(new Transformer(1, 32, 1), new CategoricalLaw(5), 7L));
    }

    @ParameterizedTest(name = "{0}, {1}, seed {2}")
    @MethodSource("models")
    void everyTensorsGradientMatchesFiniteDifferences(Backbone backbone, SymbolLaw law, long seed) {
        Autoregressive model = new Autoregressive(backbone, law, 3, 5);
        new GradientCheck(model, 3, law.values(), seed).everyTensorMatchesDifferences();
    }

    @ParameterizedTest(name = "frames of {0}, seed {1}")
    @CsvSource({"41, 8"})
    void gradientsOfATransformerCrossTheTilesOfItsAttention(int frame, long seed) {
        Autoregressive model = new Autoregressive(new Transformer(1, 16, 1), new BinaryLaw(), frame, 5);
        new GradientCheck(model, frame, 2, seed).everyTensorMatchesDifferences();
    }
}

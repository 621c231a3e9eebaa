package io.rivulet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final Weights WEIGHTS = new Weights(
            Map.of("a", Tensor.of(List.of(2, 3), new float[6]), "b", Tensor.of(List.of(1), new float[] {7})));

    @Test
    void whatIsWrittenIntoTheArrayAfterwardsDoesNotReachTheTensor() {
        float[] values = {1, 2};
        Tensor tensor = Tensor.of(List.of(2), values);
        values[0] = 9;
        tensor.copy()[1] = 9;
        assertThat(tensor.copy()).containsExactly(1, 2);
    }

    @Test
    void aTensorMustHoldAsManyNumbersAsItsShapeSays() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(List.of(2, 3), new float[5]))
                .withMessageContaining("holds 6 numbers, got 5");
    }

    @Test
    void aTensorOfAnotherShapeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WEIGHTS.borrow(TensorSpec.of("a", 3, 2)))
                .withMessageContaining("tensor a must have shape [3, 2], found [2, 3]");
    }

    @Test
    void aMissingAndAnUnknownTensorAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WEIGHTS.requireExactly(List.of(TensorSpec.of("c", 1))))
                .withMessageContaining("tensor c is required");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WEIGHTS.requireExactly(List.of(TensorSpec.of("a", 2, 3))))
                .withMessageContaining("found b");
        WEIGHTS.requireExactly(List.of(TensorSpec.of("a", 2, 3), TensorSpec.of("b", 1)));
    }

    @Test
    void theParametersOfAllTensorsAreCounted() {
        assertThat(WEIGHTS.parameters()).isEqualTo(7);
    }
}

package io.rivulet.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ShippedDigitsTest {

    @Test
    void theModelThatShipsIsFoundWhereverItsModuleIs() throws IOException {
        assertThat(ShippedDigits.bundle().config().name()).isEqualTo("mnist");
        assertThatCode(ShippedDigits.generating(2)::run).doesNotThrowAnyException();
    }
}

package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.digits.Digit;
import io.rivulet.cli.digits.Digits;
import io.rivulet.core.emission.Temperature;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.WireSymbols;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemonstrationTest {
    private final List<Digit> digits = Digits.bundled();
    private final Demonstration demonstration = new Demonstration(digits, new DrawSettings(2, 7, Temperature.ONE));

    @Test
    void theEventsOfADigitTogetherAreItsUpperHalf() {
        for (int i = 0; i < digits.size(); i++) {
            List<Float> observed = new ArrayList<>();
            for (int round = 0; round < demonstration.rounds(); round++) {
                PromptEvent event = demonstration.round(round).get(i);
                assertThat(event.getSessionId()).isEqualTo(demonstration.session(digits.get(i)));
                for (float symbol : WireSymbols.floats(event.getObserved())) {
                    observed.add(symbol);
                }
            }
            assertThat(observed).hasSize(14 * 28);
            for (int pixel = 0; pixel < observed.size(); pixel++) {
                assertThat(observed.get(pixel)).isEqualTo(digits.get(i).pixels()[pixel]);
            }
        }
    }

    @Test
    void onlyTheLastEventAsksForTheLowerHalf() {
        assertThat(demonstration.round(0))
                .extracting(PromptEvent::getGenerateSymbols)
                .containsOnly(0L);
        assertThat(demonstration.round(1))
                .extracting(PromptEvent::getGenerateSymbols)
                .containsOnly(0L);
        assertThat(demonstration.round(2))
                .extracting(PromptEvent::getGenerateSymbols)
                .containsOnly(392L);
    }

    @Test
    void someDigitsAreSplitInsideARow() {
        assertThat(demonstration.round(0))
                .extracting(event -> WireSymbols.floats(event.getObserved()).length % Digit.WIDTH)
                .contains(0)
                .anyMatch(remainder -> remainder != 0);
    }

    @Test
    void everyDigitHasASessionOfItsOwn() {
        assertThat(digits)
                .extracting(demonstration::session)
                .doesNotHaveDuplicates()
                .contains("digit-7-a", "digit-7-b");
    }

    @Test
    void badEventsComeUnderTheIdsOfGoodSessions() {
        assertThat(demonstration.badEvents())
                .extracting(Demonstration.BadEvent::session)
                .contains("digit-7-a", "digit-2-a", "digit-1-a", "stranger");
    }
}

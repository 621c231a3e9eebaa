package io.rivulet.core.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowedTest {

    @Test
    void aWindowIsWhatIsJustBeforeAndAroundTheSamePlaceInTheRowsAbove() {
        assertThat(Windowed.lags(10, 2, 2, 1)).containsExactly(1, 2, 9, 10, 11, 19, 20, 21);
    }

    @Test
    void lagsThatDoNotAscendAreRefused() {
        assertThatThrownBy(() -> new Windowed(new BinaryLaw(), 1, 1, 1, 1, 1, List.of(1, 1)))
                .hasMessageContaining("lags must ascend")
                .hasMessageContaining("got 1 after 1");
        assertThatThrownBy(() -> new Windowed(new BinaryLaw(), 1, 1, 1, 1, 1, List.of(Windowed.MAX_LAG + 1)))
                .hasMessageContaining("at most " + Windowed.MAX_LAG);
    }

    @Test
    void aWindowWithoutLagsIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new Windowed(new BinaryLaw(), 1, 1, 1, 1, 1, List.of()))
                .hasMessageContaining("between 1 and")
                .hasMessageContaining("without a window");
    }

    @Test
    void aSessionKeepsTheRecurrenceAndWhatTheFarthestLagReaches() {
        assertThat(new Windowed(new BinaryLaw(), 1, 4, 1, 1, 1, List.of(1, 30)).memoryFloats())
                .isEqualTo(2 * 4 + 30);
    }
}

package io.rivulet.core.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowedTest {

    @Test
    void aWindowIsWhatIsJustBeforeAndAroundTheSamePlaceInTheRowsAbove() {
        assertThat(new Neighbourhood(2, 2, 1).lags(10)).containsExactly(1, 2, 9, 10, 11, 19, 20, 21);
    }

    @Test
    void lagsThatDoNotAscendAreRefused() {
        assertThatThrownBy(() -> Windowed.of(new BinaryLaw())
                        .features(1)
                        .context(1)
                        .joint(1)
                        .hidden(1)
                        .inner(1)
                        .lags(List.of(1, 1))
                        .build())
                .hasMessageContaining("lags must ascend")
                .hasMessageContaining("got 1 after 1");
        assertThatThrownBy(() -> Windowed.of(new BinaryLaw())
                        .features(1)
                        .context(1)
                        .joint(1)
                        .hidden(1)
                        .inner(1)
                        .lags(List.of(Windowed.MAX_LAG + 1))
                        .build())
                .hasMessageContaining("at most " + Windowed.MAX_LAG);
    }

    @Test
    void aWindowWithoutLagsIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> Windowed.of(new BinaryLaw())
                        .features(1)
                        .context(1)
                        .joint(1)
                        .hidden(1)
                        .inner(1)
                        .lags(List.of())
                        .build())
                .hasMessageContaining("between 1 and")
                .hasMessageContaining("without a window");
    }

    @Test
    void aSessionKeepsTheRecurrenceAndWhatTheFarthestLagReaches() {
        assertThat(Windowed.of(new BinaryLaw())
                        .features(1)
                        .context(4)
                        .joint(1)
                        .hidden(1)
                        .inner(1)
                        .lags(List.of(1, 30))
                        .build()
                        .memoryFloats())
                .isEqualTo(2 * 4 + 30);
    }
}

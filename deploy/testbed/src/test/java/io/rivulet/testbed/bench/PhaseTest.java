package io.rivulet.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void waitsCountFromWhenAPromptWasDue() {
        Phase phase = new Phase(10, 2);
        phase.intended(0, 0);
        phase.intended(1, SECOND);
        phase.seen(10, 2 * SECOND);
        phase.seen(11, 2 * SECOND);
        assertThat(phase.answered()).isEqualTo(2);
        assertThat(phase.latencies().p50()).isEqualTo(1);
        assertThat(phase.latencies().p99()).isEqualTo(2);
    }

    @Test
    void answersOfOtherPhasesAndSecondCopiesArePassedOver() {
        Phase phase = new Phase(10, 2);
        phase.seen(9, SECOND);
        phase.seen(12, SECOND);
        phase.seen(10, SECOND);
        phase.seen(10, 5 * SECOND);
        assertThat(phase.answered()).isEqualTo(1);
    }

    @Test
    void theRateOfBurstsIsWhatCameAfterTheFirstInTheTimeSinceIt() {
        Phase phase = new Phase(0, 30);
        for (int prompt = 0; prompt < 30; prompt++) {
            phase.seen(prompt, 7 * SECOND + prompt / 10 * SECOND + prompt % 10 * SECOND / 100);
        }
        assertThat(phase.rate()).isCloseTo(10, within(1e-9));
    }

    @Test
    void theRateOfOneBurstIsAllOfItSinceTheFirstPromptWasDue() {
        Phase phase = new Phase(0, 30);
        for (int prompt = 0; prompt < 30; prompt++) {
            phase.intended(prompt, SECOND);
            phase.seen(prompt, 3 * SECOND);
        }
        assertThat(phase.rate()).isCloseTo(15, within(1e-9));
    }

    @Test
    void percentilesAreValuesThatWereMeasured() {
        Latencies waited = Latencies.of(
                LongStream.rangeClosed(1, 1000).map(i -> (1001 - i) * SECOND).toArray());
        assertThat(waited.p50()).isEqualTo(500);
        assertThat(waited.p99()).isEqualTo(990);
        assertThat(waited.p999()).isEqualTo(999);
    }
}

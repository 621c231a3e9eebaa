package io.rivulet.testbed.qualification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testbed.qualification.system.ProcessSamples.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessSamplesTest {

    @Test
    void theSlopeIsThatOfTheLineThroughTheSamples() {
        List<Sample> samples = List.of(
                new Sample(0, 5, 1, 3), new Sample(1, 7, 1, 2), new Sample(2, 9, 1, 1), new Sample(3, 11, 1, 0));
        assertThat(ProcessSamples.slope(samples, Sample::heap)).isCloseTo(2, within(1e-9));
        assertThat(ProcessSamples.slope(samples, Sample::beside)).isCloseTo(0, within(1e-9));
        assertThat(ProcessSamples.slope(samples, Sample::files)).isCloseTo(-1, within(1e-9));
    }

    @Test
    void noiseIsNoGrowthAndALeakOfAnyKindIs() {
        assertThat(held(0, 0, 0).grows()).isFalse();
        assertThat(held(60, 0, 0).grows()).isTrue();
        assertThat(held(0, 60, 0).grows()).isTrue();
        assertThat(held(0, 0, 40).grows()).isTrue();
    }

    /** An hour of noise, and what grows an hour. */
    private static ProcessSamples held(double heap, double beside, double files) {
        ProcessSamples samples = new ProcessSamples("made up", 0);
        for (int i = 0; i <= 240; i++) {
            double noise = 10 * (i % 2);
            double hours = i / 240.0;
            samples.add(new Sample(
                    3600 * hours, 100 + noise + heap * hours, 200 - noise + beside * hours, 150 + files * hours));
        }
        return samples;
    }

    @Test
    void whoDoesNotAnswerIsSilentAndWhoMissesAQuestionIsNot() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        ProcessSamples never = new ProcessSamples("ended", ended.pid());
        assertThat(never.take(0)).isFalse();
        assertThat(never.take(60)).isFalse();
        assertThat(never.life()).isEqualTo(60);
        assertThat(never.silent()).isTrue();
        assertThat(never).hasToString("ended, asked for 60 s: no answer");
        ProcessSamples since = new ProcessSamples("ended", ended.pid());
        for (int second = 0; second <= 80; second++) {
            since.add(new Sample(second, 1, 1, 1));
        }
        assertThat(since.take(85)).isFalse();
        assertThat(since.silent()).isFalse();
        assertThat(since.take(100)).isFalse();
        assertThat(since.silent()).isTrue();
    }

    @Test
    void thisProcessHasMemoryAndOpenFilesAndOneThatHasEndedHasNot() throws Exception {
        assertThat(new ProcessSamples("this", ProcessHandle.current().pid()).take(0))
                .isTrue();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(new ProcessSamples("ended", ended.pid()).take(0)).isFalse();
    }
}

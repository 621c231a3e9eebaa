package io.rivulet.deploy.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessSamplesTest {

    @Test
    void theSlopeIsThatOfTheLineThroughTheSamples() {
        List<double[]> samples = List.of(
                new double[] {0, 5, 1}, new double[] {1, 7, 1}, new double[] {2, 9, 1}, new double[] {3, 11, 1});
        assertThat(ProcessSamples.slope(samples, 1)).isCloseTo(2, within(1e-9));
        assertThat(ProcessSamples.slope(samples, 2)).isCloseTo(0, within(1e-9));
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

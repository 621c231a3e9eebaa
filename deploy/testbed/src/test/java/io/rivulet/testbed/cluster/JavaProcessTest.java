package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
    @TempDir
    private Path folder;

    @Test
    void aProcessTellsItsClockAndItsHeapWhileItRuns() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"), folder.resolve("logs"))) {
            JavaProcess process = broker.process();
            assertThat(process.jcmd().clock()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            JvmHeap heap = process.jcmd().collected();
            assertThat(heap.used()).isBetween(1L << 20, heap.to() - heap.from());
            process.kill();
            assertThatThrownBy(() -> process.jcmd().clock())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has ended");
        }
    }
}

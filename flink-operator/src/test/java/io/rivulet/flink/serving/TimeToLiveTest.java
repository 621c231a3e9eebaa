package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.SessionStart;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeToLiveTest {

    @TempDir
    Path folder;

    private GenerateSettings settings;
    private Harness task;

    @BeforeEach
    void open() throws Exception {
        TinyBundles.binary(folder, 1);
        settings = GenerateSettings.of(folder.toString(), Harness.LIMITS)
                .timeToLive(Duration.ofMinutes(10))
                .build();
        task = Harness.open(settings);
        task.ttlTime(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void anExpiredSessionStartsAnewAndItsChunkSaysSo() throws Exception {
        task.send(Prompts.to("a").observing(1, 1, 0, 1));
        task.ttlTime(Duration.ofMinutes(10));
        task.send(Prompts.to("a"));
        task.ttlTime(Duration.ofMinutes(21));
        task.send(Prompts.to("a"));

        assertThat(task.chunks())
                .extracting(Chunk::sessionStart)
                .containsExactly(SessionStart.NEW, SessionStart.RESUMED, SessionStart.NEW);
        assertThat(task.chunks()).extracting(Chunk::position).containsExactly(4L, 4L, 0L);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void anExpiredSessionLeavesTheSavepoint(String backend) throws Exception {
        try (Harness keeping = Harness.open(settings, backend, 1, 0)) {
            keeping.ttlTime(Duration.ofMinutes(1));
            keeping.send(Prompts.to("expires").observing(1, 1, 0, 1));
            keeping.send(Prompts.to("open").generating(12).blocks(1));
            keeping.ttlTime(Duration.ofMinutes(10));
            keeping.send(Prompts.to("stays").observing(1));
            assertThat(SavepointResource.text(keeping.savepoint(), folder)).contains("expires", "open", "stays");

            keeping.ttlTime(Duration.ofMinutes(12));
            assertThat(SavepointResource.text(keeping.savepoint(), folder))
                    .contains("open", "stays")
                    .doesNotContain("expires");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aTimeToLiveHoldsAcrossARestoreAndTheSessionExpiresByTheClock(String backend) throws Exception {
        OperatorSubtaskState savepoint;
        try (Harness before = Harness.open(settings, backend, 1, 0)) {
            before.ttlTime(Duration.ofMinutes(1));
            before.send(Prompts.to("a").observing(1, 1, 0, 1));
            savepoint = before.savepoint();
        }
        assertThat(startAt(Duration.ofMinutes(10), backend, savepoint)).isEqualTo(SessionStart.RESUMED);
        assertThat(startAt(Duration.ofMinutes(12), backend, savepoint)).isEqualTo(SessionStart.NEW);
    }

    private SessionStart startAt(Duration time, String backend, OperatorSubtaskState savepoint) throws Exception {
        try (Harness after = Harness.restore(settings, backend, savepoint, 1, 1, 0)) {
            after.ttlTime(time);
            after.send(Prompts.to("a"));
            return after.chunks().get(0).sessionStart();
        }
    }

    @Test
    void anOpenRequestDoesNotExpire() throws Exception {
        task.send(Prompts.to("a").generating(12).blocks(1));
        task.ttlTime(Duration.ofHours(5));
        task.run();

        assertThat(task.chunks()).extracting(Chunk::position).containsExactly(0L, 4L, 8L);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void sessionsWithoutATimeToLiveTakeOneOn(String backend) throws Exception {
        GenerateSettings forever = Harness.settings(folder.toString());
        OperatorSubtaskState snapshot;
        try (Harness before = Harness.open(forever, backend, 1, 0)) {
            before.send(Prompts.to("a").observing(1, 1, 0, 1));
            snapshot = before.snapshot();
        }
        try (Harness after = Harness.restore(settings, backend, snapshot, 1, 1, 0)) {
            after.send(Prompts.to("a"));
            assertThat(after.chunks()).extracting(Chunk::position).containsExactly(4L);
        }
    }
}

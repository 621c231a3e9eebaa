package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandRun;
import io.rivulet.core.TinyBundles;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.job.AlteredJob;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.cluster.LoopbackFlink;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session among many, in the savepoint of a job with several tasks: wherever Flink's reader comes upon it. */
class ManySessionsTest {
    private static final int SESSIONS = 60;
    private static final int TASKS = 3;
    private static final AtomicLong SENT = new AtomicLong();

    @TempDir
    private Path folder;

    /** One savepoint for each of the two ways to read: all that RocksDB alone did not write, and what it did. */
    @ParameterizedTest
    @CsvSource({"hashmap,CANONICAL", "rocksdb,NATIVE"})
    void theLastThatIsReadIsFoundAndOneThatIsNotThereIsNot(String backend, SavepointFormatType format)
            throws Exception {
        Configuration flink = LoopbackFlink.settings(folder, Duration.ofMinutes(5));
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(StateBackendOptions.STATE_BACKEND, backend);
        flink.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
        String savepoint = savepoint(flink, format);

        List<String> all = sessions(CommandRun.of("inspect-savepoint", savepoint));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, SESSIONS)
                        .mapToObj(ManySessionsTest::session)
                        .toList());
        String last = all.get(SESSIONS - 1);
        CommandRun run = CommandRun.of("inspect-savepoint", savepoint, "--session", last);
        assertThat(run.err()).isEmpty();
        assertThat(sessions(run)).containsExactly(last);
        assertThat(run.exitCode()).isZero();
        assertThat(CommandRun.of("inspect-savepoint", savepoint, "--session", "none")
                        .exitCode())
                .isEqualTo(1);
        assertThatItIsRefusedWithoutItsFiles(savepoint);
    }

    private String savepoint(Configuration flink, SavepointFormatType format) throws Exception {
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(TASKS)
                .build())) {
            cluster.start();
            JobID job = submit(cluster, flink, TinyBundles.noise(folder.resolve("model"), 1));
            String target = folder.resolve("savepoints").toUri().toString();
            return cluster.stopWithSavepoint(job, target, false, format).get();
        }
    }

    private static void assertThatItIsRefusedWithoutItsFiles(String savepoint) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(URI.create(savepoint)))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("_metadata")) {
                    Files.delete(file);
                }
            }
        }
        CommandRun run = CommandRun.of("inspect-savepoint", savepoint);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: a savepoint must be whole")
                .contains("at " + savepoint);
    }

    private static List<String> sessions(CommandRun run) {
        return run.lines().stream()
                .filter(line -> !line.startsWith("sessions="))
                .map(line -> line.replaceFirst("  .*", ""))
                .toList();
    }

    private static JobID submit(MiniCluster cluster, Configuration flink, Path model) throws Exception {
        SENT.set(0);
        Configuration options = new Configuration();
        options.set(RivuletOptions.MODEL_PATH, model.toString());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(TASKS, flink);
        DataGeneratorSource<RawEvent> events = new DataGeneratorSource<>(
                ManySessionsTest::event,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(200 * TASKS),
                RecordTypes.RAW_EVENT);
        AlteredJob.answers(
                        environment.fromSource(events, WatermarkStrategy.noWatermarks(), "told", RecordTypes.RAW_EVENT),
                        options)
                .sinkTo(new DiscardingSink<>());
        JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph())
                .get()
                .getJobID();
        Instant end = Instant.now().plusSeconds(60);
        // Each task of the source has numbers of its own, of which it tells one after the other.
        while (SENT.get() < 3 * SESSIONS || !everyTaskRuns(cluster, job)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
        return job;
    }

    private static boolean everyTaskRuns(MiniCluster cluster, JobID job) throws Exception {
        for (AccessExecutionVertex task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    private static String session(long number) {
        return "session-" + number;
    }

    private static RawEvent event(long number) {
        byte[] bytes = EventCodec.prompts()
                .encode(PromptEvent.newBuilder()
                        .setSessionId(session(SENT.getAndIncrement() % SESSIONS))
                        .setRequestId("r" + number)
                        .setObserved(new BinarySymbols(ByteBuffer.allocate(60)))
                        .setGenerateSymbols(0)
                        .setEventTime(Instant.EPOCH)
                        .build());
        return new RawEvent(new SourcePosition("prompts", 0, number, 0L), bytes, bytes.length);
    }
}

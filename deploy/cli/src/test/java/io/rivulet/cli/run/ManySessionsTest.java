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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
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
import org.junit.jupiter.params.provider.ValueSource;

/** One session among many, in the savepoint of a job with several tasks: wherever Flink's reader comes upon it. */
class ManySessionsTest {
    private static final int SESSIONS = 60;
    private static final int TASKS = 3;
    private static final AtomicLong SENT = new AtomicLong();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void theLastThatIsReadIsFoundAndOneThatIsNotThereIsNot(String backend) throws Exception {
        Configuration flink = LoopbackFlink.settings(folder, Duration.ofMinutes(5));
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(StateBackendOptions.STATE_BACKEND, backend);
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(TASKS)
                .build())) {
            cluster.start();
            JobID job = submit(cluster, flink, TinyBundles.noise(folder.resolve("model"), 1));
            for (SavepointFormatType format : SavepointFormatType.values()) {
                String target = folder.resolve(format.name()).toUri().toString();
                String savepoint =
                        cluster.triggerSavepoint(job, target, false, format).get();
                List<String> all = sessions(CommandRun.of("inspect-savepoint", savepoint));
                assertThat(all)
                        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, SESSIONS)
                                .mapToObj(ManySessionsTest::session)
                                .toList());
                for (String wanted : List.of(all.get(SESSIONS / 2), all.get(SESSIONS - 1))) {
                    CommandRun run = CommandRun.of("inspect-savepoint", savepoint, "--session", wanted);
                    assertThat(run.err()).isEmpty();
                    assertThat(sessions(run)).containsExactly(wanted);
                    assertThat(run.exitCode()).isZero();
                }
                assertThat(CommandRun.of("inspect-savepoint", savepoint, "--session", "none")
                                .exitCode())
                        .isEqualTo(1);
            }
            cluster.cancelJob(job).get();
        }
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

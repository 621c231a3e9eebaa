package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Savepoints and checkpoints of the whole job on a Flink in this process, taken while it answers. */
class InspectSavepointTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOLD = 7;
    private static final AtomicLong SENT = new AtomicLong();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void sessionsAreShownAndForgottenOnesAreNotThere(String backend) throws Exception {
        Path model = TinyBundles.noise(folder.resolve("model"), 1);
        Configuration flink = LoopbackFlink.settings(folder, Duration.ofMinutes(5));
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(StateBackendOptions.STATE_BACKEND, backend);
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build())) {
            cluster.start();
            JobID job = submit(cluster, flink, model, backend.equals("rocksdb"));
            String canonical = savepoint(cluster, job, SavepointFormatType.CANONICAL);
            String own = savepoint(cluster, job, SavepointFormatType.NATIVE);
            String checkpoint = cluster.triggerCheckpoint(job).get();

            assertSessions(canonical);
            assertSessions(own);
            assertSessions(checkpoint);
            assertOneSession(canonical);
            cluster.cancelJob(job).get();
        }
    }

    /** One that the state's tests restore, of a job to which a model had been rolled out. */
    @Test
    void aRolloutInForceIsShown() throws Exception {
        Path savepoint = Path.of("../../flink-operator/src/test/resources/savepoints/v2-ordered");
        CommandRun text = CommandRun.of("inspect-savepoint", savepoint.toString());
        assertThat(text.err()).isEmpty();
        assertThat(text.lines())
                .filteredOn(line -> line.startsWith("rollout in force"))
                .singleElement()
                .asString()
                .contains("model tiny", "bb1df215a7ed", "savepoints/model-ordered", "policy keep");
        List<String> json = CommandRun.of("inspect-savepoint", savepoint.toString(), "--json")
                .lines();
        assertThat(JSON.readTree(json.get(json.size() - 1))
                        .at("/rollout_in_force/fingerprint")
                        .asText())
                .startsWith("bb1df215a7ed");
    }

    @Test
    void aPathWithoutASavepointIsRefusedInOneLine() throws Exception {
        assertRefused(folder.resolve("none").toString(), "found none at " + folder.resolve("none"));
        assertRefused("gopher://nowhere/x", "found none at gopher://nowhere/x");
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        Files.write(damaged.resolve("_metadata"), new byte[] {1, 2, 3, 4, 5});
        assertRefused(damaged.toString(), "found none at " + damaged);
    }

    private static void assertRefused(String path, String said) {
        CommandRun run = CommandRun.of("inspect-savepoint", path);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList()).hasSize(1);
        assertThat(run.err()).contains(said).contains("give the path that Flink printed");
    }

    private static void assertSessions(String path) throws Exception {
        CommandRun run = CommandRun.of("inspect-savepoint", path, "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        Map<String, JsonNode> sessions = new HashMap<>();
        for (String line : run.lines()) {
            JsonNode session = JSON.readTree(line);
            sessions.put(session.get("session_id").asText(), session);
        }
        assertThat(sessions).containsOnlyKeys("rests", "open", "later");
        JsonNode rests = sessions.get("rests");
        assertThat(rests.get("steps").asLong()).isEqualTo(2);
        assertThat(rests.get("symbols_pending").asInt()).isEqualTo(4);
        assertThat(rests.get("model_fingerprint").asText()).matches("[0-9a-f]{64}");
        assertThat(rests.get("open_request").isNull()).isTrue();
        JsonNode open = sessions.get("open");
        assertThat(open.get("open_request").asText()).isEqualTo("long");
        assertThat(open.get("next_block").asInt()).isPositive();
        assertThat(open.get("steps").asInt()).isEqualTo(open.get("next_block").asInt());
        assertThat(open.get("waiting").asInt()).isEqualTo(1);
        assertThat(open.get("bytes").asLong()).isGreaterThan(rests.get("bytes").asLong());
    }

    private static void assertOneSession(String path) {
        CommandRun run = CommandRun.of("inspect-savepoint", path, "--session", "rests");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(0)).startsWith("rests  2 steps, 4 symbols pending, model ");
        assertThat(run.lines().get(1)).startsWith("sessions=1 open=0 waiting=0 bytes=");
        CommandRun gone = CommandRun.of("inspect-savepoint", path, "--session", "gone");
        assertThat(gone.err()).isEmpty();
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.out()).isEqualTo("sessions=0 open=0 waiting=0 bytes=0" + System.lineSeparator());
    }

    private String savepoint(MiniCluster cluster, JobID job, SavepointFormatType format) throws Exception {
        Path target = folder.resolve(format.name());
        return cluster.triggerSavepoint(job, LoopbackFlink.location(target), false, format)
                .get();
    }

    private static JobID submit(MiniCluster cluster, Configuration flink, Path model, boolean deduplicates)
            throws Exception {
        SENT.set(0);
        Configuration options = new Configuration();
        options.set(RivuletOptions.MODEL_PATH, model.toString());
        options.set(RivuletOptions.MAX_GENERATED, Integer.MAX_VALUE);
        options.set(RivuletOptions.DEDUPLICATE, deduplicates);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
        DataGeneratorSource<RawEvent> events = new DataGeneratorSource<>(
                InspectSavepointTest::told, Long.MAX_VALUE, RateLimiterStrategy.perSecond(20), RecordTypes.RAW_EVENT);
        AlteredJob.answers(
                        environment.fromSource(events, WatermarkStrategy.noWatermarks(), "told", RecordTypes.RAW_EVENT),
                        options)
                .sinkTo(new DiscardingSink<>());
        JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph())
                .get()
                .getJobID();
        Instant end = Instant.now().plusSeconds(60);
        while (SENT.get() <= TOLD + 1 || !everyTaskRuns(cluster, job)) {
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

    private static RawEvent told(long number) {
        PromptEvent.Builder prompt = PromptEvent.newBuilder()
                .setSessionId("later")
                .setRequestId("r" + number)
                .setGenerateSymbols(0)
                .setEventTime(Instant.EPOCH);
        switch ((int) Math.min(number, TOLD)) {
            case 0 -> prompt.setSessionId("rests").setObserved(new BinarySymbols(ByteBuffer.allocate(60)));
            case 1 -> prompt.setSessionId("gone").setObserved(new BinarySymbols(ByteBuffer.allocate(60)));
            case 2 ->
                prompt.setSessionId("gone")
                        .setGenerateSymbols(Integer.MAX_VALUE)
                        .setBlockSteps(1);
            case 3 -> prompt.setSessionId("gone");
            case 4 ->
                prompt.setSessionId("open")
                        .setRequestId("long")
                        .setGenerateSymbols(Integer.MAX_VALUE)
                        .setBlockSteps(1);
            case 5 -> prompt.setSessionId("open");
            case 6 -> prompt.setSessionId("gone").setForget(true);
            default -> {}
        }
        byte[] bytes = EventCodec.prompts().encode(prompt.build());
        SENT.set(number);
        return new RawEvent(new SourcePosition("prompts", 0, number, 0L), bytes, bytes.length);
    }
}

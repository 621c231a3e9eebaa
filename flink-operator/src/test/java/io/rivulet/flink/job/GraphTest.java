package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.PromptEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole graph on a real, small Flink cluster, but for Kafka. */
class GraphTest {

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(1)
            .build());

    @TempDir
    Path model;

    private final Configuration options = new Configuration();

    @BeforeEach
    void writeModel() {
        TinyBundles.binary(model, 5);
        options.set(RivuletOptions.MODEL_PATH, model.toUri().toString());
    }

    @Test
    void goodEventsAreAnsweredAndBadOnesAreDeadLettersInOneJob() throws Exception {
        List<RawEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(event(i, prompt("session-" + i % 12, 20, 2).build()));
            if (i % 10 == 9) {
                events.add(new RawEvent(Prompts.source(1000 + i), new byte[] {1, 2, 3}, 3));
                events.add(event(
                        2000 + i, prompt("session-0", 20, 2).setModel("other").build()));
            }
        }
        StreamExecutionEnvironment environment = environment(new Configuration());
        Answers answers = Answers.to(environment.fromData(events, RecordTypes.RAW_EVENT), options);
        CloseableIterator<Chunk> chunks = answers.chunks().collectAsync();
        CloseableIterator<Rejection> deadLetters = answers.deadLetters().collectAsync();
        JobID job = environment.execute().getJobID();

        List<Chunk> made = new ArrayList<>();
        chunks.forEachRemaining(made::add);
        assertThat(made).hasSize(60 * 3);
        for (int session = 0; session < 12; session++) {
            String id = "session-" + session;
            assertThat(made.stream().filter(chunk -> chunk.origin().sessionId().equals(id)))
                    .as(id)
                    .extracting(Chunk::position)
                    .containsExactly(2L, 8L, 16L, 24L, 32L, 40L, 46L, 52L, 60L, 68L, 76L, 84L, 90L, 96L, 104L);
        }
        List<Rejection> rejected = new ArrayList<>();
        deadLetters.forEachRemaining(rejected::add);
        assertThat(rejected)
                .filteredOn(letter -> letter.reason() == Reason.MALFORMED)
                .hasSize(6);
        assertThat(rejected)
                .filteredOn(letter -> letter.reason() == Reason.UNKNOWN_MODEL)
                .hasSize(6);
        assertThat(rejected).hasSize(12);
        assertMetrics(job);
    }

    /** Of 12 sessions with 5 prompts each that brought 2 symbols and got 20, in frames of 4. */
    private static void assertMetrics(JobID job) {
        assertThat(counted(job, "generate", "stepsReprocessed")).isZero();
        assertThat(counted(job, "generate", "stepsAbsorbed")).isEqualTo(12 * (5 * 22 / TinyBundles.FRAME));
        assertThat(counted(job, "generate", "stepsGenerated")).isBetween(12L * 5 * 5, 12L * 5 * 6);
        assertThat(counted(job, "decode", "reason.MALFORMED.rejected")).isEqualTo(6);
        assertThat(counted(job, "generate", "reason.UNKNOWN_MODEL.rejected")).isEqualTo(6);
        assertThat(gauges(job, "generate", "readySessions")).containsOnly(0);
        assertThat(gauges(job, "generate", "stateBytesPerKey")).containsOnly(61 + 4 * (2 * 2 * 5 + 3));
        assertThat(gauges(job, "generate", "modelFingerprint")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(booleans = {false, true})
    void aPromptThatItsProducerSentTwiceIsAnsweredOnceWhereTheOptionSaysSo(boolean deduplicates) throws Exception {
        options.set(RivuletOptions.DEDUPLICATE, deduplicates);
        List<RawEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            PromptEvent sent =
                    prompt("session-" + i % 2, 20, 2).setRequestId("r" + i).build();
            events.add(event(i, sent));
            events.add(event(100 + i, sent));
        }
        StreamExecutionEnvironment environment = environment(new Configuration());
        environment.setParallelism(1); // as the records of one partition, they stay in order
        Answers answers = Answers.to(environment.fromData(events, RecordTypes.RAW_EVENT), options);
        CloseableIterator<Chunk> chunks = answers.chunks().collectAsync();
        JobID job = environment.execute().getJobID();

        List<Long> answered = new ArrayList<>();
        chunks.forEachRemaining(chunk -> {
            if (chunk.last()) {
                answered.add(chunk.origin().source().offset());
            }
        });
        assertThat(answered).hasSize(deduplicates ? 10 : 20);
        assertThat(answered).filteredOn(offset -> offset < 100).hasSize(10);
        assertThat(counted(job, "generate", "requestsRepeated")).isEqualTo(deduplicates ? 10 : 0);
    }

    @Test
    void checkpointsCompleteWhileALongRequestRuns(@InjectMiniCluster MiniCluster cluster) throws Exception {
        DataGeneratorSource<RawEvent> endless = new DataGeneratorSource<>(
                GraphTest::longRequestThenNothingMuch,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(10),
                RecordTypes.RAW_EVENT);
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        StreamExecutionEnvironment environment = environment(flink);
        DataStream<RawEvent> events =
                environment.fromSource(endless, WatermarkStrategy.noWatermarks(), "endless", RecordTypes.RAW_EVENT);
        Answers.to(events, options).chunks().sinkTo(new DiscardingSink<>());
        JobClient job = environment.executeAsync();
        await(() -> gauges(job.getJobID(), "generate", "readySessions").contains(1));
        long before = completedCheckpoints(cluster, job.getJobID());
        await(() -> completedCheckpoints(cluster, job.getJobID()) >= before + 2);

        assertThat(gauges(job.getJobID(), "generate", "readySessions"))
                .as("the long request still runs")
                .contains(1);
        job.cancel().get();
    }

    private static RawEvent longRequestThenNothingMuch(long number) {
        return event(
                number,
                prompt("session-" + number, number == 0 ? 1_000_000 : 0, 1).build());
    }

    private static StreamExecutionEnvironment environment(Configuration flink) {
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(2);
        return environment;
    }

    private static long completedCheckpoints(MiniCluster cluster, JobID job) throws Exception {
        return cluster.getExecutionGraph(job)
                .get()
                .getCheckpointStatsSnapshot()
                .getCounts()
                .getNumberOfCompletedCheckpoints();
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static long counted(JobID job, String operator, String name) {
        return metrics(job, operator, name).values().stream()
                .mapToLong(metric -> ((Counter) metric).getCount())
                .sum();
    }

    private static List<Object> gauges(JobID job, String operator, String name) {
        return metrics(job, operator, name).values().stream()
                .map(metric -> (Object) ((Gauge<?>) metric).getValue())
                .distinct()
                .toList();
    }

    private static Map<String, Metric> metrics(JobID job, String operator, String name) {
        return METRICS.findMetrics(job, ".*\\." + operator + "\\.\\d+\\." + name);
    }

    private static RawEvent event(long offset, PromptEvent prompt) {
        byte[] bytes = EventCodec.prompts().encode(prompt);
        return new RawEvent(Prompts.source(offset), bytes, bytes.length);
    }

    private static PromptEvent.Builder prompt(String session, long generate, int blockSteps) {
        return PromptEvent.newBuilder()
                .setSessionId(session)
                .setRequestId("r")
                .setObserved(new BinarySymbols(ByteBuffer.wrap(new byte[] {1, 0})))
                .setGenerateSymbols(generate)
                .setBlockSteps(blockSteps)
                .setEventTime(Instant.EPOCH);
    }
}

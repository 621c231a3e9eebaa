package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.GeneratedChunk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, against a real broker that has removed prompts which the job did not read. */
class OffsetsGoneTest {

    private static final TopicPartition PROMPTS = new TopicPartition("prompts", 0);
    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .build());

    @TempDir
    Path folder;

    @Test
    void aSavepointBehindWhichPromptsAreGoneAnswersWhatExistsOnceAndCountsTheRest() throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        try (Broker broker = new Broker(folder.resolve("kafka"));
                CommittedReader<GeneratedChunk> chunks = chunks(broker)) {
            broker.createTopics(1);
            send(broker, 0, 2);
            JobClient first = submit(broker, "");
            chunks.readUntil(2);
            String savepoint = first.stopWithSavepoint(
                            false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                    .get();
            send(broker, 2, 8);
            remove(broker, 5);

            JobClient failing = submit(broker, savepoint, "--rivulet.kafka.offsets.gone", "fail");
            assertThat(failure(failing))
                    .contains("prompts-0 the offsets 2 to 4 are gone unread, 3 in all")
                    .contains("set rivulet.kafka.offsets.gone to report");

            JobClient restored = submit(broker, savepoint, "--rivulet.kafka.start.from", "latest");
            assertThat(requests(chunks.readUntil(5))).containsExactly("r0", "r1", "r5", "r6", "r7");
            restored.cancel().get();
            assertThat(gone(restored.getJobID())).isEqualTo(3);
        }
    }

    @Test
    void aGroupWhosePositionIsGoneStartsAtTheFirstPromptThatExistsAndCountsTheRest() throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        try (Broker broker = new Broker(folder.resolve("kafka"));
                CommittedReader<GeneratedChunk> chunks = chunks(broker)) {
            broker.createTopics(1);
            send(broker, 0, 6);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                admin.alterConsumerGroupOffsets("rivulet", Map.of(PROMPTS, new OffsetAndMetadata(1)))
                        .all()
                        .get();
            }
            remove(broker, 4);
            JobClient job = submit(broker, "");
            assertThat(requests(chunks.readUntil(2))).containsExactly("r4", "r5");
            job.cancel().get();
            assertThat(gone(job.getJobID())).isEqualTo(3);
        }
    }

    @Test
    void aGroupThatNeverReadMissesNothing() throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        try (Broker broker = new Broker(folder.resolve("kafka"));
                CommittedReader<GeneratedChunk> chunks = chunks(broker)) {
            broker.createTopics(1);
            send(broker, 0, 4);
            remove(broker, 3);
            JobClient job = submit(broker, "", "--rivulet.kafka.offsets.gone", "fail");
            assertThat(requests(chunks.readUntil(1))).containsExactly("r3");
            job.cancel().get();
            assertThat(gone(job.getJobID())).isZero();
        }
    }

    private JobClient submit(Broker broker, String savepoint, String... more) throws Exception {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        if (!savepoint.isEmpty()) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(1);
        List<String> options = new ArrayList<>(List.of(
                "--rivulet.kafka.bootstrap.servers",
                broker.address(),
                "--rivulet.model.path",
                folder.resolve("model").toString()));
        options.addAll(List.of(more));
        RivuletJob.build(environment, Arguments.parse(options.toArray(String[]::new)));
        return environment.executeAsync();
    }

    private static String failure(JobClient job) throws Exception {
        try {
            job.getJobExecutionResult().get();
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
            return ExceptionUtils.stringifyException(e);
        }
        throw new AssertionError("the job ended by itself, and well");
    }

    private static long gone(JobID job) {
        Map<String, Metric> counters = METRICS.findMetrics(job, ".*prompts\\.\\d+\\.offsetsGone");
        assertThat(counters).hasSize(1);
        return ((Counter) counters.values().iterator().next()).getCount();
    }

    private static CommittedReader<GeneratedChunk> chunks(Broker broker) {
        return new CommittedReader<>(broker, "chunks", EventCodec.chunks()::decode);
    }

    private static List<String> requests(List<GeneratedChunk> chunks) {
        return chunks.stream()
                .map(chunk -> String.valueOf(chunk.getRequestId()))
                .toList();
    }

    private static void remove(Broker broker, long before) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.deleteRecords(Map.of(PROMPTS, RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    private static void send(Broker broker, int from, int to) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                byte[] prompt = Poison.bytes(Poison.prompt("s", "r" + i).setObserved(null));
                producer.send(new ProducerRecord<>("prompts", prompt)).get();
            }
        }
    }
}

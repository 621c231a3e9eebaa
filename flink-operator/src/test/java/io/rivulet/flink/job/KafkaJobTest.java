package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job as it is submitted, against a real broker. */
class KafkaJobTest {

    private static final int SESSIONS = 8;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder;

    @Test
    void everyPromptIsAnsweredExactlyOnceThroughALostTaskManagerAndPoison(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        try (Broker broker = new Broker(folder.resolve("kafka"))) {
            broker.createTopics(2);
            JobClient job = submit(broker);
            try (KafkaProducer<byte[], byte[]> producer = producer(broker);
                    CommittedReader<GeneratedChunk> chunks =
                            new CommittedReader<>(broker, "chunks", EventCodec.chunks()::decode)) {
                publish(producer, 0, 5);
                chunks.readUntil(SESSIONS * 5 * 3);
                publish(producer, 5, 10);
                cluster.terminateTaskManager(0).get();
                cluster.startTaskManager();
                publish(producer, 10, 12);

                List<GeneratedChunk> read = chunks.readUntil(SESSIONS * 12 * 3);
                assertInOrderAndOnce(read, 12);
                try (CommittedReader<RejectedPrompt> letters =
                        new CommittedReader<>(broker, "dead-letters", EventCodec.rejections()::decode)) {
                    assertThat(letters.readUntil(12))
                            .hasSize(12)
                            .extracting(RejectedPrompt::getReason)
                            .containsOnly(RejectionReason.MALFORMED);
                }
            }
            job.cancel().get();
        }
    }

    @Test
    void modelsAreRolledOutAndBackUnderLoadAndThroughALostTaskManager(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        Bundle first = TinyBundles.binary(folder.resolve("model"), 6);
        Bundle second = TinyBundles.binary(folder.resolve("second"), 7);
        try (Broker broker = new Broker(folder.resolve("kafka"))) {
            broker.createTopics(2);
            JobClient job = submit(broker, "--rivulet.topic.control", "control");
            try (KafkaProducer<byte[], byte[]> producer = producer(broker);
                    CommittedReader<GeneratedChunk> chunks =
                            new CommittedReader<>(broker, "chunks", EventCodec.chunks()::decode)) {
                int requests = publishUntilServed(producer, chunks, 0, first);
                rollOut(producer, "second", second.fingerprint().hex());
                requests = publishUntilServed(producer, chunks, requests, second);
                rollOut(producer, "nowhere", second.fingerprint().hex());
                publish(producer, requests, requests + 2);
                cluster.terminateTaskManager(0).get();
                cluster.startTaskManager();
                publish(producer, requests + 2, requests + 4);
                requests += 4;
                chunks.readUntil(SESSIONS * requests * 3);
                rollOut(producer, "model", first.fingerprint().hex());
                requests = publishUntilServed(producer, chunks, requests, first);

                List<GeneratedChunk> read = chunks.readUntil(SESSIONS * requests * 3);
                assertInOrderAndOnce(read, requests);
                assertOneAfterTheOther(
                        read,
                        first.fingerprint().hex(),
                        second.fingerprint().hex(),
                        first.fingerprint().hex());
                try (CommittedReader<RejectedPrompt> letters =
                        new CommittedReader<>(broker, "dead-letters", EventCodec.rejections()::decode)) {
                    List<RejectedPrompt> refused = letters.readUntil(requests + 1).stream()
                            .filter(letter -> letter.getReason() != RejectionReason.MALFORMED)
                            .toList();
                    assertThat(refused).hasSize(1);
                    assertThat(refused.get(0).getReason()).isEqualTo(RejectionReason.MODEL_UNAVAILABLE);
                    assertThat(refused.get(0).getSource().getTopic()).isEqualTo("control");
                }
            }
            job.cancel().get();
        }
    }

    /**
     * Publishes requests of all sessions until this model has answered each; returns the number of the next request.
     */
    private static int publishUntilServed(
            KafkaProducer<byte[], byte[]> producer, CommittedReader<GeneratedChunk> chunks, int from, Bundle model)
            throws Exception {
        for (int next = from + 1; next < from + 100; next++) {
            publish(producer, next - 1, next);
            Map<String, String> last = new HashMap<>();
            chunks.readUntil(SESSIONS * next * 3)
                    .forEach(chunk -> last.put(chunk.getSessionId(), chunk.getModelFingerprint()));
            if (last.size() == SESSIONS && Set.of(model.fingerprint().hex()).containsAll(last.values())) {
                return next;
            }
        }
        throw new AssertionError("the model that was rolled out has not answered 100 requests");
    }

    private static void assertOneAfterTheOther(List<GeneratedChunk> read, String... fingerprints) {
        Map<String, List<String>> models = new HashMap<>();
        for (GeneratedChunk chunk : read) {
            List<String> seen = models.computeIfAbsent(chunk.getSessionId(), key -> new ArrayList<>());
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(chunk.getModelFingerprint())) {
                seen.add(chunk.getModelFingerprint());
            }
        }
        assertThat(models.values()).hasSize(SESSIONS).allSatisfy(seen -> assertThat(seen)
                .containsExactly(fingerprints));
    }

    private void rollOut(KafkaProducer<byte[], byte[]> producer, String model, String fingerprint) throws Exception {
        byte[] rollout = EventCodec.controls()
                .encode(ModelControl.newBuilder()
                        .setAction(ModelAction.ACTIVATE)
                        .setModel(TinyBundles.NAME)
                        .setPath(folder.resolve(model).toString())
                        .setFingerprint(fingerprint)
                        .setPolicy(ModelChangePolicy.KEEP)
                        .build());
        producer.send(new ProducerRecord<>("control", rollout)).get();
    }

    private static void assertInOrderAndOnce(List<GeneratedChunk> read, int requests) {
        assertThat(read).hasSize(SESSIONS * requests * 3);
        for (int i = 0; i < SESSIONS; i++) {
            String session = "session-" + i;
            List<GeneratedChunk> ofSession = read.stream()
                    .filter(chunk -> chunk.getSessionId().equals(session))
                    .toList();
            List<String> expected = new ArrayList<>();
            for (int request = 0; request < requests; request++) {
                for (int chunk = 0; chunk < 3; chunk++) {
                    expected.add("r" + request + "/" + chunk);
                }
            }
            assertThat(ofSession)
                    .as(session)
                    .extracting(chunk -> chunk.getRequestId() + "/" + chunk.getChunkIndex())
                    .isEqualTo(expected);
            long steps = ofSession.stream()
                    .mapToLong(GeneratedChunk::getStepsAbsorbed)
                    .sum();
            assertThat(steps).as("no step of %s was run twice", session).isEqualTo(requests * 22 / TinyBundles.FRAME);
        }
    }

    private JobClient submit(Broker broker, String... more) throws Exception {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(400));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(2);
        List<String> options = new ArrayList<>(List.of(
                "--rivulet.kafka.bootstrap.servers",
                broker.address(),
                "--rivulet.model.path",
                folder.resolve("model").toString(),
                "--rivulet.kafka.properties.transaction.timeout.ms",
                "120000",
                "--rivulet.kafka.transaction.timeout",
                "2 min"));
        options.addAll(List.of(more));
        RivuletJob.build(environment, Arguments.parse(options.toArray(String[]::new)));
        return environment.executeAsync();
    }

    private static KafkaProducer<byte[], byte[]> producer(Broker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Requests {@code from} to before {@code to} of every session, with a poison pill behind each round. */
    private static void publish(KafkaProducer<byte[], byte[]> producer, int from, int to) throws Exception {
        for (int request = from; request < to; request++) {
            for (int i = 0; i < SESSIONS; i++) {
                String session = "session-" + i;
                byte[] key = session.getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>("prompts", key, prompt(session, "r" + request)))
                        .get();
            }
            producer.send(new ProducerRecord<>("prompts", new byte[] {9, 9, 9})).get();
        }
    }

    private static byte[] prompt(String session, String request) {
        return EventCodec.prompts()
                .encode(PromptEvent.newBuilder()
                        .setSessionId(session)
                        .setRequestId(request)
                        .setObserved(new BinarySymbols(ByteBuffer.wrap(new byte[] {1, 0})))
                        .setGenerateSymbols(20)
                        .setBlockSteps(2)
                        .setEventTime(Instant.EPOCH)
                        .build());
    }
}

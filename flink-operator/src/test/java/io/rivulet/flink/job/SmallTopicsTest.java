package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job beside topics that take small records alone. No restart is allowed: one would end it. */
class SmallTopicsTest {

    private static final long SEED = 3;
    private static final int PROMPTS = 200;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder;

    @ParameterizedTest(name = "chunks {0}, dead letters {1}, compressed by {2} and {3}")
    @CsvSource({
        "700, 400, none, producer",
        "1000, 240, gzip, producer",
        "1000, 400, lz4, gzip",
        "700, 1048588, none, zstd"
    })
    void everyPromptIsAnsweredOrADeadLetterAndNothingFails(
            int chunkBytes, int letterBytes, String producerCodec, String topicCodec) throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        try (Broker broker = new Broker(folder.resolve("kafka"))) {
            broker.createTopics(1);
            set(broker, "chunks", Map.of("max.message.bytes", "" + chunkBytes, "compression.type", topicCodec));
            set(broker, "dead-letters", Map.of("max.message.bytes", "" + letterBytes, "compression.type", topicCodec));
            JobClient job = submit(broker, "--rivulet.kafka.properties.compression.type", producerCodec);
            publish(broker, PROMPTS);
            try (CommittedReader<GeneratedChunk> chunks =
                            new CommittedReader<>(broker, "chunks", EventCodec.chunks()::decode);
                    CommittedReader<RejectedPrompt> letters =
                            new CommittedReader<>(broker, "dead-letters", EventCodec.rejections()::decode)) {
                TreeSet<Long> done = new TreeSet<>();
                List<GeneratedChunk> answers = List.of();
                List<RejectedPrompt> refused = List.of();
                Instant end = Instant.now().plus(Duration.ofMinutes(2));
                while (done.size() < PROMPTS && Instant.now().isBefore(end)) {
                    answers = chunks.readUntil(0);
                    refused = letters.readUntil(0);
                    answers.stream()
                            .filter(GeneratedChunk::getLast)
                            .forEach(chunk -> done.add(chunk.getSource().getOffset()));
                    refused.forEach(letter -> done.add(letter.getSource().getOffset()));
                    assertThat(job.getJobStatus().get().isGloballyTerminalState())
                            .as("failed, seed %d", SEED)
                            .isFalse();
                }
                assertThat(done).hasSize(PROMPTS);
                assertThat(answers.stream().filter(GeneratedChunk::getLast).count() + refused.size())
                        .isEqualTo(PROMPTS);
                assertThat(refused.size()).isBetween(PROMPTS / 10, PROMPTS * 9 / 10);
            }
            job.cancel().get();
        }
    }

    @Test
    void aTopicThatIsMadeSmallerBehindTheJobsBackIsNamedInTheFailure() throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        try (Broker broker = new Broker(folder.resolve("kafka"))) {
            broker.createTopics(1);
            JobClient job = submit(broker);
            set(broker, "chunks", Map.of("max.message.bytes", "150"));
            publish(broker, 1);

            assertThat(root(job))
                    .startsWith("topic chunks (rivulet.topic.chunks) must take records as large as it took")
                    .contains("max.message.bytes", "rivulet.limit.record.bytes")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"exactly-once", "at-least-once"})
    void aTopicThatIsDeletedBehindTheJobsBackIsNamedInTheFailure(String delivery) throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        try (Broker broker = new Broker(folder.resolve("kafka"))) {
            broker.createTopics(1);
            JobClient job = submit(
                    broker, "--rivulet.kafka.properties.max.block.ms", "1500", "--rivulet.kafka.delivery", delivery);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                admin.deleteTopics(List.of("chunks")).all().get();
            }
            publish(broker, 1);

            assertThat(root(job))
                    .startsWith("topic chunks (rivulet.topic.chunks) must exist as long as the job runs")
                    .doesNotContain("\n");
        }
    }

    private JobClient submit(Broker broker, String... more) throws Exception {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(1);
        List<String> arguments = new ArrayList<>(List.of(
                "--rivulet.kafka.bootstrap.servers",
                broker.address(),
                "--rivulet.model.path",
                folder.resolve("model").toString(),
                "--rivulet.dead-letters.raw",
                "true"));
        arguments.addAll(List.of(more));
        RivuletJob.build(environment, RivuletJob.fitted(Arguments.parse(arguments.toArray(String[]::new))));
        return environment.executeAsync();
    }

    /** Why the job failed: the last of the causes. */
    private static String root(JobClient job) throws InterruptedException {
        Throwable failure = null;
        try {
            job.getJobExecutionResult().get(2, TimeUnit.MINUTES);
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            failure = e;
        }
        assertThat(failure).isNotNull();
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        return String.valueOf(failure.getMessage());
    }

    /** Prompts of any ids, headers, blocks and models, of which some fit and some do not, and noise among them. */
    private static void publish(Broker broker, int prompts) throws Exception {
        Random random = new Random(SEED);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < prompts; i++) {
                producer.send(new ProducerRecord<>(
                                "prompts", 0, null, i % 20 == 19 ? noise(random) : prompt(i, random)))
                        .get();
            }
        }
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(3000)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] prompt(int number, Random random) {
        boolean large = number % 5 == 4;
        return EventCodec.prompts()
                .encode(PromptEvent.newBuilder()
                        .setSessionId("s" + number + "x".repeat(random.nextInt(large ? 1000 : 100)))
                        .setRequestId("r".repeat(random.nextInt(large ? 1000 : 100)))
                        .setModel(number % 25 == 3 ? "m".repeat(63) + "\ud83d\ude00" : null)
                        .setObserved(new BinarySymbols(ByteBuffer.wrap(new byte[] {1, 0})))
                        .setGenerateSymbols(random.nextInt(large ? 2000 : 200))
                        .setBlockSteps(1 + random.nextInt(large ? 1000 : 16))
                        .setHeaders(large ? Map.of("k", "\u6f22".repeat(random.nextInt(500))) : Map.of())
                        .setEventTime(Instant.EPOCH)
                        .build());
    }

    private static void set(Broker broker, String topic, Map<String, String> settings) throws Exception {
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(one -> new AlterConfigOp(new ConfigEntry(one.getKey(), one.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
            // The controller has them; the broker hears of it a little later.
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                while (!admin.describeConfigs(List.of(resource))
                        .all()
                        .get()
                        .get(resource)
                        .get(setting.getKey())
                        .value()
                        .equals(setting.getValue())) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}

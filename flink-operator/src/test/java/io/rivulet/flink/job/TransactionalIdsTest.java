package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How many transactional ids the job takes from a real broker, and how long it can do without them. */
class TransactionalIdsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Of both sinks. */
    private static final String PREFIX = RivuletOptions.TRANSACTION_PREFIX.defaultValue() + "-";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .build());

    @TempDir
    private Path folder;

    private int sent;

    @BeforeEach
    void writeModel() throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
    }

    @Test
    void aJobThatWritesNothingTakesNoIds(@InjectMiniCluster MiniCluster cluster) throws Exception {
        try (Broker broker = new Broker(folder.resolve("kafka"));
                CommittedReader<GeneratedChunk> chunks = answers(broker)) {
            broker.createTopics(1);
            JobClient job = submit(broker, new Configuration());
            prompt(broker);
            chunks.readUntil(sent);
            awaitCheckpoints(cluster, job, 3);
            TreeSet<String> before = ids(broker);
            awaitCheckpoints(cluster, job, 12);
            assertThat(ids(broker)).isEqualTo(before).hasSizeLessThan(12);
            prompt(broker);
            assertThat(chunks.readUntil(sent)).hasSize(sent);
            job.cancel().get();
        }
    }

    @Test
    void idsThatTheBrokerHasForgottenFailNoJobAndTheirSavepointIsForThePolicyToRestore(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        Map<String, String> forgetful = Map.of(
                "transactional.id.expiration.ms",
                "4000",
                "transaction.remove.expired.transaction.cleanup.interval.ms",
                "100");
        try (Broker broker = Broker.with(folder.resolve("kafka"), forgetful);
                CommittedReader<GeneratedChunk> chunks = answers(broker)) {
            broker.createTopics(1);
            JobClient job = submit(broker, new Configuration());
            prompt(broker);
            chunks.readUntil(sent);
            await(() -> ids(broker).isEmpty());
            prompt(broker);
            assertThat(chunks.readUntil(sent)).hasSize(sent);
            assertThat(cluster.getExecutionGraph(job.getJobID()).get().getFailureInfo())
                    .isNull();

            prompt(broker);
            String savepoint = job.stopWithSavepoint(
                            false, folder.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
                    .get();
            await(() -> ids(broker).isEmpty());
            Configuration from = new Configuration();
            from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            JobClient failing = submit(broker, from);
            await(() -> failing.getJobStatus().get() == JobStatus.FAILED);
            assertThat(cluster.getExecutionGraph(failing.getJobID())
                            .get()
                            .getFailureInfo()
                            .getExceptionAsString())
                    .contains("is forgotten", "transactional.id.expiration.ms")
                    .contains("set " + RivuletOptions.ABORTED_TRANSACTIONS.key() + " to accept to go on");

            JobClient accepting = submit(broker, from, "--" + RivuletOptions.ABORTED_TRANSACTIONS.key(), "accept");
            prompt(broker);
            assertThat(chunks.readUntil(sent))
                    .extracting(chunk -> chunk.getRequestId().toString())
                    .containsExactlyElementsOf(
                            IntStream.range(0, sent).mapToObj(Integer::toString).toList());
            accepting.cancel().get();
        }
    }

    private JobClient submit(Broker broker, Configuration flink, String... more) throws Exception {
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
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

    private static CommittedReader<GeneratedChunk> answers(Broker broker) {
        return new CommittedReader<>(broker, "chunks", EventCodec.chunks()::decode);
    }

    /** One prompt, answered by one chunk. */
    private void prompt(Broker broker) throws Exception {
        byte[] prompt = EventCodec.prompts()
                .encode(PromptEvent.newBuilder()
                        .setSessionId("session")
                        .setRequestId(Integer.toString(sent++))
                        .setObserved(new BinarySymbols(ByteBuffer.wrap(new byte[] {1, 0})))
                        .setGenerateSymbols(2)
                        .setBlockSteps(2)
                        .setEventTime(Instant.EPOCH)
                        .build());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("prompts", "session".getBytes(StandardCharsets.UTF_8), prompt))
                    .get();
        }
    }

    private static TreeSet<String> ids(Broker broker) throws Exception {
        TreeSet<String> ids = new TreeSet<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            for (TransactionListing one : admin.listTransactions().all().get()) {
                if (one.transactionalId().startsWith(PREFIX)) {
                    ids.add(one.transactionalId());
                }
            }
        }
        return ids;
    }

    /** Returns after so many more. */
    private static void awaitCheckpoints(MiniCluster cluster, JobClient job, int more) throws Exception {
        long before = checkpoints(cluster, job);
        await(() -> checkpoints(cluster, job) >= before + more);
    }

    private static long checkpoints(MiniCluster cluster, JobClient job) throws Exception {
        return cluster.getExecutionGraph(job.getJobID())
                .get()
                .getCheckpointStatsSnapshot()
                .getCounts()
                .getNumberOfCompletedCheckpoints();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }
}

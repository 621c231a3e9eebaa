package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.flink.event.Reason;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job between two topics, with one event in a hundred that it must refuse. */
class PoisonTest {

    /** {@code -Dpoison.events=100000} for more. */
    private static final int EVENTS = Integer.getInteger("poison.events", 5_000);

    private static final int EVERY = 100;
    private static final long SEED = 20;
    /** What befalls good prompts, and rollouts. */
    private static final Set<Reason> NO_POISON = EnumSet.of(Reason.FORGOTTEN, Reason.MODEL_UNAVAILABLE);

    private static final EventCodec<GeneratedChunk> CHUNKS = EventCodec.chunks();
    private static final String BUSY = "busy";
    private static final String FOREIGN = "of-another-model";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder;

    /** What was sent: the ids of what must be answered, and where in Kafka stands what must be refused, and why. */
    private record Sent(Set<String> good, Map<String, Reason> poison, Map<Reason, Integer> byReason) {}

    @Test
    void thePoisonIsRejectedAndNothingElseAndAllElseIsAnswered(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        Gaussian real = new Gaussian(new Standardisation(List.of(0f), List.of(1f)));
        TinyBundles.write(folder.resolve("before"), 3, TinyBundles.config(TinyBundles.NAME, real));
        TinyBundles.write(folder.resolve("model"), 4, TinyBundles.config(TinyBundles.NAME, real));
        try (Broker broker = new Broker(folder.resolve("kafka"));
                KafkaProducer<byte @Nullable [], byte @Nullable []> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address(), "linger.ms", "5"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            broker.createTopics(2);
            String savepoint = leaveStateOfAnotherModel(broker, producer);
            JobClient job = submit(broker, "model", savepoint);
            long start = System.nanoTime();
            Sent sent = send(producer);
            try (CommittedReader<RejectedPrompt> letters =
                            new CommittedReader<>(broker, "dead-letters", EventCodec.rejections()::decode);
                    CommittedReader<String> answers = new CommittedReader<>(broker, "chunks", PoisonTest::answered)) {
                List<String> answered = answers.readUntil(sent.good().size());
                List<RejectedPrompt> rejected = letters.readUntil(sent.poison().size());
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "poison, seed %d: events %,d, injected %,d %s,"
                                + " rejected %,d, answered %,d, restarts %d, %.1f s%n",
                        SEED,
                        EVENTS,
                        sent.poison().size(),
                        sent.byReason(),
                        rejected.size(),
                        answered.size(),
                        restarts(cluster, job.getJobID()),
                        seconds);

                assertThat(reasons(rejected)).isEqualTo(sent.poison());
                assertThat(rejected).hasSameSizeAs(sent.poison().keySet());
                assertThat(sent.byReason().keySet()).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(NO_POISON)));
                assertThat(answered).hasSameSizeAs(sent.good());
                assertThat(new HashSet<>(answered)).isEqualTo(sent.good());
                assertThat(restarts(cluster, job.getJobID())).isZero();
            }
            job.cancel().get();
        }
    }

    private Sent send(KafkaProducer<byte @Nullable [], byte @Nullable []> producer) throws Exception {
        Random random = new Random(SEED);
        List<Poison.Kind> kinds = new Poison(random, FOREIGN).kinds();
        Set<String> good = new HashSet<>();
        Map<Future<RecordMetadata>, Reason> poison = new HashMap<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        int crowd = EVENTS / EVERY / (kinds.size() + 1);
        crowd(producer, crowd, poison);
        for (int i = 0; i < EVENTS - crowd; i++) {
            if (i % EVERY == EVERY / 2 && poison.size() < EVENTS / EVERY) {
                Poison.Kind kind = kinds.get(i / EVERY % kinds.size());
                poison.put(
                        producer.send(
                                new ProducerRecord<>("prompts", kind.value().get())),
                        kind.reason());
            } else {
                String id = "good-" + i;
                good.add(id);
                sent.add(producer.send(new ProducerRecord<>("prompts", Poison.bytes(Poison.prompt(id, id)))));
            }
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        Map<String, Reason> places = new HashMap<>();
        Map<Reason, Integer> byReason = new EnumMap<>(Reason.class);
        for (Map.Entry<Future<RecordMetadata>, Reason> record : poison.entrySet()) {
            RecordMetadata place = record.getKey().get();
            places.put(place.partition() + "/" + place.offset(), record.getValue());
            byReason.merge(record.getValue(), 1, Integer::sum);
        }
        return new Sent(good, places, byReason);
    }

    private static Map<String, Reason> reasons(List<RejectedPrompt> letters) {
        Map<String, Reason> reasons = new HashMap<>();
        for (RejectedPrompt letter : letters) {
            String place =
                    letter.getSource().getPartition() + "/" + letter.getSource().getOffset();
            reasons.put(place, Reason.valueOf(letter.getReason().name()));
        }
        return reasons;
    }

    /** The request of a whole answer of the right size; null for those that only set the stage. */
    private static @Nullable String answered(byte[] value) {
        GeneratedChunk chunk = CHUNKS.decode(value);
        if (!chunk.getSessionId().startsWith("good-")) {
            return null;
        }
        assertThat(chunk.getLast()).isTrue();
        assertThat(chunk.getPosition()).isEqualTo(3);
        return chunk.getRequestId();
    }

    private String leaveStateOfAnotherModel(Broker broker, KafkaProducer<byte @Nullable [], byte @Nullable []> producer)
            throws Exception {
        JobClient job = submit(broker, "before", null);
        producer.send(new ProducerRecord<>("prompts", Poison.bytes(Poison.prompt(FOREIGN, "r"))))
                .get();
        awaitChunkOf(broker, FOREIGN);
        return job.stopWithSavepoint(false, location(folder.resolve("savepoints")), SavepointFormatType.CANONICAL)
                .get();
    }

    /** As Flink takes it: what is escaped in a URI stays as it is there. */
    private static String location(Path folder) {
        return new org.apache.flink.core.fs.Path(folder.toUri()).toString();
    }

    /** A request of many blocks, and right behind it {@code count} more of its session, where none may wait. */
    private static void crowd(
            KafkaProducer<byte @Nullable [], byte @Nullable []> producer,
            int count,
            Map<Future<RecordMetadata>, Reason> places) {
        byte[] key = BUSY.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(
                "prompts",
                key,
                Poison.bytes(Poison.prompt(BUSY, "r").setGenerateSymbols(20_000).setBlockSteps(1))));
        for (int i = 0; i < count; i++) {
            byte[] prompt = Poison.bytes(Poison.prompt(BUSY, "poison"));
            places.put(producer.send(new ProducerRecord<>("prompts", key, prompt)), Reason.TOO_MANY_WAITING);
        }
    }

    private static void awaitChunkOf(Broker broker, String session) {
        try (CommittedReader<GeneratedChunk> chunks = new CommittedReader<>(broker, "chunks", value -> {
            GeneratedChunk chunk = CHUNKS.decode(value);
            return chunk.getSessionId().equals(session) ? chunk : null;
        })) {
            assertThat(chunks.readUntil(1)).isNotEmpty();
        }
    }

    private JobClient submit(Broker broker, String model, @Nullable String savepoint) throws Exception {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        if (savepoint != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(2);
        RivuletJob.build(environment, Arguments.parse(new String[] {
            "--rivulet.kafka.bootstrap.servers", broker.address(),
            "--rivulet.model.path", folder.resolve(model).toString(),
            "--rivulet.limit.event.bytes", Integer.toString(Poison.EVENT_BYTES),
            "--rivulet.limit.observed.symbols", Integer.toString(Poison.OBSERVED),
            "--rivulet.limit.generated.symbols", Integer.toString(Poison.GENERATED),
            "--rivulet.limit.waiting.requests", "0"
        }));
        return environment.executeAsync();
    }

    /** Attempts beyond the first, over all tasks. */
    private static int restarts(MiniCluster cluster, JobID job) throws Exception {
        int restarts = 0;
        for (AccessExecutionVertex task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            restarts += task.getCurrentExecutionAttempt().getAttemptNumber();
        }
        return restarts;
    }
}

package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.broker.LocalBroker;
import io.rivulet.cli.CommandRun;
import io.rivulet.core.TinyBundles;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.Topics;
import io.rivulet.testbed.kafka.WireSymbols;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker; the chunks are written by a transactional producer, as the job's sink does. */
class PromptAndTailTest {
    private static final Topics TOPICS = Topics.DEFAULT;

    @TempDir
    private static Path folder;

    private static LocalBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(Files.createDirectory(folder.resolve("broker")), 0);
        TOPICS.create(broker.bootstrapServers(), 1);
        write(TOPICS.chunks(), false, chunk("uncommitted", 0, 1, 0));
        write(TOPICS.chunks(), true, chunk("answer", 0, 2, 1, 0, 1, 1), chunk("answer", 1, 2, 3, 1, 1));
        write(TOPICS.chunks(), true, "no chunk".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        write(TOPICS.deadLetters(), true, letter());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aPromptArrivesWithAllThatItWasGiven() throws Exception {
        CommandRun run = run(
                "prompt",
                "--session",
                "s",
                "--request",
                "r",
                "--symbols",
                "[3,1,2]",
                "--kind",
                "categorical",
                "--count",
                "10",
                "--block",
                "4",
                "--seed",
                "-5",
                "--temperature",
                "0.5",
                "--reset",
                "--header",
                "tenant=a=b",
                "--header",
                "x=y",
                "--model",
                "letters");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("published request r of session s to prompts, partition 0, offset ");
        long offset = Long.parseLong(run.out().strip().replaceFirst(".* ", ""));
        ConsumerRecord<byte[], byte[]> entry = promptAt(offset);
        assertThat(entry.key()).asString().isEqualTo("s");
        PromptEvent prompt = EventCodec.prompts().decode(entry.value());
        assertThat(prompt.getSessionId()).isEqualTo("s");
        assertThat(prompt.getRequestId()).isEqualTo("r");
        assertThat(prompt.getModel()).isEqualTo("letters");
        assertThat(prompt.getObserved()).isEqualTo(WireSymbols.of(SymbolKind.CATEGORICAL, new float[] {3, 1, 2}));
        assertThat(prompt.getGenerateSymbols()).isEqualTo(10);
        assertThat(prompt.getBlockSteps()).isEqualTo(4);
        assertThat(prompt.getSeed()).isEqualTo(-5);
        assertThat(prompt.getTemperature()).isEqualTo(0.5f);
        assertThat(prompt.getReset()).isTrue();
        assertThat(prompt.getHeaders()).containsOnly(Map.entry("tenant", "a=b"), Map.entry("x", "y"));
    }

    @Test
    void anOrderToServeAnotherModelIsPinnedToItsBundle() throws Exception {
        String model = TinyBundles.noise(folder.resolve("model"), 1).toString();
        CommandRun run = run(
                "rollout",
                "--topic",
                TOPICS.prompts(),
                "--model",
                model,
                "--path",
                "s3://models/noise",
                "--policy",
                "keep");

        assertThat(run.err()).isEmpty();
        long offset = Long.parseLong(run.out().strip().replaceFirst(".* ", ""));
        ModelControl order = EventCodec.controls().decode(promptAt(offset).value());
        assertThat(order.getAction()).isEqualTo(ModelAction.ACTIVATE);
        assertThat(order.getModel()).isEqualTo("noise");
        assertThat(order.getPath()).isEqualTo("s3://models/noise");
        assertThat(order.getPolicy()).isEqualTo(ModelChangePolicy.KEEP);
        assertThat(order.getFingerprint())
                .isEqualTo(new BundleLocation(model).load().fingerprint().hex());
        assertRefused(run("rollout", "--model", "/none", "--policy", "keep"), "found nothing at");
        assertRefused(run("rollout", "--model", model, "--policy", "perhaps"), "perhaps");
    }

    @Test
    void aRelativePathIsSentAsTheWholeOneAndAUriAsItIs() throws Exception {
        Path whole = TinyBundles.noise(folder.resolve("model"), 1).toAbsolutePath();
        String relative = Path.of("").toAbsolutePath().relativize(whole).toString();
        assertThat(Path.of(pathSent("--model", relative)))
                .isAbsolute()
                .satisfies(sent -> assertThat(Files.isSameFile(sent, whole)).isTrue());
        assertThat(pathSent("--model", whole.toString())).isEqualTo(whole.toString());
        assertThat(pathSent("--model", whole.toString(), "--path", "models/a"))
                .isEqualTo(Path.of("models/a").toAbsolutePath().toString());
        assertThat(pathSent("--model", "builtin:mnist")).isEqualTo("builtin:mnist");
        assertRefused(
                run("rollout", "--policy", "keep", "--model", whole.toString(), "--path", "s3://a/b#c"),
                "found a #, which begins a fragment; write %23");
    }

    private static String pathSent(String... model) throws Exception {
        List<String> command = new ArrayList<>(List.of("--topic", TOPICS.prompts(), "--policy", "keep"));
        command.addAll(List.of(model));
        CommandRun run = run("rollout", command.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        long offset = Long.parseLong(run.out().strip().replaceFirst(".* ", ""));
        return EventCodec.controls().decode(promptAt(offset).value()).getPath();
    }

    @Test
    void theWishToBeForgottenArrives() throws Exception {
        CommandRun run = run("prompt", "--session", "s", "--forget");

        long offset = Long.parseLong(run.out().strip().replaceFirst(".* ", ""));
        PromptEvent prompt = EventCodec.prompts().decode(promptAt(offset).value());
        assertThat(prompt.getForget()).isTrue();
        assertThat(prompt.getGenerateSymbols()).isZero();
        assertRefused(run("prompt", "--session", "s", "--forget", "--count", "1"), "--forget must stand without");
        assertRefused(run("prompt", "--session", "s", "--forget", "--reset"), "--forget must stand without");
    }

    @Test
    void aPromptThatCannotBeIsRefusedInOneLineWithExitCodeTwo() {
        assertRefused(run("prompt", "--session", "s"), "does nothing");
        assertRefused(run("prompt", "--session", "s", "--count", "-1"), "got -1");
        assertRefused(run("prompt", "--session", "s", "--count", "1", "--block", "0"), "got 0");
        assertRefused(run("prompt", "--session", "", "--count", "1"), "--session");
        assertRefused(run("prompt", "--session", "s", "--count", "1", "--temperature", "NaN"), "got NaN");
        assertRefused(run("prompt", "--session", "s", "--symbols", "[2]"), "symbol 0 is 2.0; choose another --kind");
        assertRefused(run("prompt", "--session", "s", "--symbols", "[1]", "--kind", "colour"), "colour");
        assertRefused(run("prompt", "--session", "s", "--count", "1", "--properties", "/none"), "/none");
    }

    @Test
    void committedChunksAreListedAndWhatIsNoChunkIsReported() {
        CommandRun run = run("tail", "--from-beginning", "--timeout", "2");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lines())
                .containsExactly(
                        "session s request answer chunk 1/2 at 1, absorbed 3 steps: [0,1,1]",
                        "session s request answer chunk 2/2 at 3, absorbed 2 steps, COMPLETED: [1,1]");
        assertThat(run.err()).contains("partition 0, offset ").contains("single-object");
    }

    @Test
    void anAnswerIsDrawnWithItsRowsInLineWithTheSessions() {
        CommandRun run = run("tail", "--from-beginning", "--max", "2", "--timeout", "20", "--width", "3");

        assertThat(run.lines()).containsExactly("s an…", "┊ ▄▄█");
    }

    @Test
    void jsonHasTheContractsFields() throws Exception {
        CommandRun run = run("tail", "--from-beginning", "--max", "1", "--timeout", "20", "--json");

        JsonNode json = new ObjectMapper().readTree(run.out());
        for (var field : GeneratedChunk.getClassSchema().getFields()) {
            assertThat(json.has(field.name())).as(field.name()).isTrue();
        }
        assertThat(json.get("symbols")).hasToString("[0,1,1]");
    }

    @Test
    void deadLettersAreShownWithTheirReason() {
        CommandRun run = run("tail", "--dead-letters", "--from-beginning", "--max", "1", "--timeout", "20");

        assertThat(run.lines())
                .containsExactly("rejected request r of session s at in/0/4: INVALID_FIELD: the count must be 0 or"
                        + " more, got -1");
    }

    @Test
    void silenceEndsWithExitCodeOneIfMoreWasExpected() {
        assertThat(run("tail", "--max", "1", "--timeout", "1").exitCode()).isEqualTo(1);
        assertThat(run("tail", "--timeout", "1").exitCode()).isZero();
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        assertRefused(run("tail", "--topic", "elsewhere"), "elsewhere");
    }

    @Test
    void aBrokerThatIsNotThereIsNamed() {
        assertRefused(
                CommandRun.of("tail", "--bootstrap-servers", "127.0.0.1:1", "--connect-timeout", "1"), "127.0.0.1:1");
    }

    private static CommandRun run(String command, String... options) {
        return CommandRun.of(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(command, "--bootstrap-servers", broker.bootstrapServers()),
                        java.util.Arrays.stream(options))
                .toArray(String[]::new));
    }

    private static void assertRefused(CommandRun run, String named) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList())
                .singleElement()
                .asString()
                .startsWith("rivulet: ")
                .contains(named);
    }

    private static ConsumerRecord<byte[], byte[]> promptAt(long offset) {
        TopicPartition partition = new TopicPartition(TOPICS.prompts(), 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            ConsumerRecords<byte[], byte[]> found = consumer.poll(Duration.ofSeconds(20));
            return found.records(partition).get(0);
        }
    }

    private static void write(String topic, boolean commit, byte[]... events) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "sink"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (byte[] event : events) {
                producer.send(new ProducerRecord<>(topic, event)).get();
            }
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static byte[] chunk(String request, int index, int count, long position, float... symbols) {
        boolean last = index == count - 1;
        return EventCodec.chunks()
                .encode(GeneratedChunk.newBuilder()
                        .setSessionId("s")
                        .setRequestId(request)
                        .setModel("m")
                        .setModelFingerprint("f")
                        .setChunkIndex(index)
                        .setChunkCount(count)
                        .setPosition(position)
                        .setSymbols(WireSymbols.of(SymbolKind.BINARY, symbols))
                        .setLast(last)
                        .setEndReason(last ? EndReason.COMPLETED : null)
                        .setStepsAbsorbed(symbols.length)
                        .setEventTime(Instant.EPOCH)
                        .setSource(new SourcePosition("in", 0, 0L, null))
                        .build());
    }

    private static byte[] letter() {
        return EventCodec.rejections()
                .encode(RejectedPrompt.newBuilder()
                        .setSessionId("s")
                        .setRequestId("r")
                        .setReason(RejectionReason.INVALID_FIELD)
                        .setMessage("the count must be 0 or more, got -1")
                        .setSource(new SourcePosition("in", 0, 4L, null))
                        .build());
    }
}

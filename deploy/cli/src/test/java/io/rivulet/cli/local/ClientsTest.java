package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.rivulet.broker.LocalBroker;
import io.rivulet.cli.ProgramRun;
import io.rivulet.core.bundle.BundleReader;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.BlockSize;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.Position;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.Received;
import io.rivulet.testbed.kafka.TopicReader;
import io.rivulet.testbed.kafka.Topics;
import io.rivulet.testbed.kafka.WireSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs of {@code docs/clients} against a real broker and the job with the model that ships. */
class ClientsTest {
    private static final Path GOLDEN = Path.of("../../schemas/src/test/resources/io/rivulet/schemas/golden");
    private static final Path MODEL = Path.of("../../model-core/model/src/main/resources/models/mnist");
    private static final int PARTITIONS = 8;
    private static final int SESSIONS = 4;
    private static final int BLOCK = 2;
    private static final int SEED = 5;
    private static final float TEMPERATURE = 0.5f;

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static LocalJob job;

    enum Language {
        PYTHON("python3 with avro and confluent-kafka; install python3-avro and python3-confluent-kafka") {
            @Override
            Optional<Client> client() throws InterruptedException {
                return Client.python();
            }
        },
        JAVA_SCRIPT("node with avsc and kafkajs; run npm install --no-package-lock --prefix docs/clients") {
            @Override
            Optional<Client> client() throws InterruptedException {
                return Client.javaScript();
            }
        };

        private final String need;

        Language(String need) {
            this.need = need;
        }

        abstract Optional<Client> client() throws InterruptedException;

        /** The client, or the end of the test with what is missing. */
        Client orSkip() throws InterruptedException {
            return client().orElseGet(() -> abort("the client of docs/clients needs " + need));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(Files.createDirectory(folder.resolve("broker")), 0);
        Topics.DEFAULT.create(broker.bootstrapServers(), PARTITIONS);
        Configuration options = new Configuration();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        job = LocalJob.start(options, Files.createDirectory(folder.resolve("flink")), 1);
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void theAnswersOfTwoPromptsOfASessionAreThoseOfTheModelAlone(Language language) throws Exception {
        Client client = language.orSkip();
        Generator generator = new Generator(BundleReader.read(MODEL), Kernels.best());
        String session = "asked in " + client;

        SessionState seen =
                generator.absorb(generator.start(), new float[] {0, 1, 1}).state();
        SessionState after = assertAnswers(client, generator, session, seen, 60, "--symbols", "[0,1,1]");
        assertAnswers(client, generator, session, after, 30);
    }

    @ParameterizedTest
    @EnumSource
    void aRejectionEndsItWithTheReason(Language language) throws Exception {
        ProgramRun run = language.orSkip()
                .run(
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--session",
                        "s",
                        "--symbols",
                        "[3]",
                        "--kind",
                        "categorical",
                        "--count",
                        "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("INVALID_SYMBOLS").contains("got CATEGORICAL");
    }

    @ParameterizedTest
    @EnumSource
    void aSessionLiesInThePartitionWhereJavasClientsPutIt(Language language) throws Exception {
        Client client = language.orSkip();
        Connection connection = Connection.to(broker.bootstrapServers());
        Map<String, Set<Integer>> partitions = new HashMap<>();
        try (PromptPublisher publisher = new PromptPublisher(connection, Topics.DEFAULT.prompts());
                var chunks = TopicReader.chunks(connection, Topics.DEFAULT.chunks(), true)) {
            for (int i = 0; i < SESSIONS; i++) {
                String session = "session " + i + " in " + client;
                Position position = publisher.publish(absorbing(session));
                partitions.computeIfAbsent(session, id -> new HashSet<>()).add(position.partition());
                ProgramRun run = client.run(
                        "--bootstrap-servers", broker.bootstrapServers(), "--session", session, "--symbols", "[1]");
                assertThat(run.out().strip()).as(run.err()).isEqualTo("[]");
            }
            int answers = 0;
            Instant patience = Instant.now().plusSeconds(30);
            while (answers < 2 * SESSIONS && Instant.now().isBefore(patience)) {
                for (Received<GeneratedChunk> received : chunks.poll(Duration.ofMillis(200))) {
                    GeneratedChunk chunk = ((Received.Event<GeneratedChunk>) received).event();
                    if (partitions.containsKey(chunk.getSessionId())) {
                        partitions
                                .get(chunk.getSessionId())
                                .add(chunk.getSource().getPartition());
                        answers++;
                    }
                }
            }
            assertThat(answers).isEqualTo(2 * SESSIONS);
        }
        assertThat(partitions.values()).hasSize(SESSIONS).allSatisfy(found -> assertThat(found)
                .hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void eventsOfAllVersionsAreReadAndThoseOfTheNewestWrittenAsCommitted(Language language) throws Exception {
        Client client = language.orSkip();
        List<String> written = new ArrayList<>();
        for (Path file : golden()) {
            String record = file.getFileName().toString().replaceFirst("\\..*", "");
            String digits = Files.readString(file).replaceAll("\\s", "");

            ProgramRun run = client.recode(record, digits);

            assertThat(run.exitCode()).as("%s: %s", file, run.err()).isZero();
            List<String> lines = run.out().lines().toList();
            assertThat(lines.get(0)).as("%s", file).isEqualTo(record.equals("ModelControl") ? "mnist" : "upper half");
            if (!lines.get(1).isEmpty()) {
                assertThat(lines.get(1)).as("%s", file).isEqualTo(digits);
                written.add(record);
            }
        }
        assertThat(written)
                .containsExactlyInAnyOrder("PromptEvent", "GeneratedChunk", "RejectedPrompt", "ModelControl");
    }

    private static PromptEvent absorbing(String session) {
        return PromptEvent.newBuilder()
                .setSessionId(session)
                .setRequestId("of Java")
                .setObserved(WireSymbols.of(SymbolKind.BINARY, new float[] {1}))
                .setGenerateSymbols(0)
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static SessionState assertAnswers(
            Client client, Generator generator, String session, SessionState from, int count, String... more)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--session",
                session,
                "--count",
                Integer.toString(count),
                "--block",
                Integer.toString(BLOCK),
                "--seed",
                Integer.toString(SEED),
                "--temperature",
                Float.toString(TEMPERATURE)));
        options.addAll(List.of(more));

        ProgramRun run = client.run(options.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        SessionState state = from;
        List<String> expected = new ArrayList<>();
        BlockPlan plan = new BlockPlan(new BlockSize(BLOCK, generator.config().frame()), from.pending(), count);
        for (int i = 0; i < plan.blocks(); i++) {
            Block block = generator.generate(new BlockRequest(
                    state, plan.symbolsIn(i), Randomness.of(SEED, session, new Temperature(TEMPERATURE))));
            for (float symbol : block.symbols()) {
                expected.add(Integer.toString((int) symbol));
            }
            state = block.state();
        }
        assertThat(run.out().strip()).isEqualTo(expected.stream().collect(Collectors.joining(",", "[", "]")));
        return state;
    }

    private static List<Path> golden() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".hex"))
                    .sorted()
                    .toList();
        }
    }
}

package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.broker.LocalBroker;
import io.rivulet.cli.CommandRun;
import io.rivulet.core.TinyBundles;
import io.rivulet.testbed.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong with an address, a topic, an id or the settings of a client, for each command that takes them. */
class BrokerMistakesTest {
    private static final String SECRET = "hunter2-of-the-user";

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static String model;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(Files.createDirectory(folder.resolve("broker")), 0);
        Topics.DEFAULT.create(broker.bootstrapServers(), 1);
        model = TinyBundles.noise(folder.resolve("model"), 1).toString();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost             | found 'localhost';",
                "localhost:abc         | found 'localhost:abc';",
                "localhost:            | found 'localhost:';",
                ":9092                 | found ':9092';",
                "localhost:0           | must be 1 to 65535, found 'localhost:0';",
                "localhost:99999       | must be 1 to 65535, found 'localhost:99999';",
                "localhost:9092,       | found nothing;",
                "' '                   | found nothing;",
                "local host:9092       | found 'local host:9092';",
                "http://localhost:9092/| found 'http://localhost:9092/';",
                "no-such-host.invalid:9092 | must have an address, found none for no-such-host.invalid:9092;",
                "127.0.0.1:1           | must answer at 127.0.0.1:1 within 1 s, found none;",
            })
    void anAddressThatLeadsNowhereIsToldInOneLine(String address, String said) {
        for (List<String> command : commands()) {
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of("--bootstrap-servers", address, "--connect-timeout", "1"));
            assertRefused(CommandRun.of(words.toArray(String[]::new)), said);
        }
    }

    @Test
    void aTopicThatDoesNotExistIsToldAtOnceAndNotCreated() throws Exception {
        for (List<String> command : commands()) {
            long start = System.nanoTime();
            assertRefused(
                    run(command, "--topic", "elsewhere", "--connect-timeout", "60"), "has no elsewhere; create it");
            assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
            assertRefused(run(command, "--topic", "no topic!"), "--topic");
            assertRefused(run(command, "--topic", ""), "--topic");
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).doesNotContain("elsewhere");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "security.protocol=FOO",
                "security.protocol=SSL\nssl.truststore.location=/none.jks\nssl.truststore.password=" + SECRET,
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=" + SECRET,
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common"
                        + ".security.plain.PlainLoginModule required password=\"" + SECRET + "\" " + SECRET + ";",
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=" + SECRET + "x",
                "security.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.key=" + SECRET
                        + "\nssl.keystore.certificate.chain=" + SECRET,
                "request.timeout.ms=soon",
                "interceptor.classes=no.such.Class",
                "metric.reporters=no.such.Class",
                "bootstrap.servers=elsewhere:9092",
                "a=\\u12",
            })
    void settingsThatNoClientTakesAreToldInOneLineWithoutASecret(String settings) throws Exception {
        Path file = Files.writeString(folder.resolve("client.properties"), settings);
        for (List<String> command : commands()) {
            CommandRun run = run(command, "--properties", file.toString(), "--connect-timeout", "2");
            assertRefused(run, "--properties");
            assertThat(run.err()).doesNotContain(SECRET);
        }
    }

    @Test
    void aFileOfSettingsThatCannotBeReadIsNamed() throws Exception {
        Path latin = Files.write(folder.resolve("latin"), "a=\u00e4".getBytes(StandardCharsets.ISO_8859_1));
        for (List<String> command : commands()) {
            for (Path file : List.of(folder.resolve("none"), folder, latin)) {
                assertRefused(run(command, "--properties", file.toString()), file + " is none");
            }
        }
    }

    @Test
    void aByteOrderMarkInSettingsHidesNoSetting() throws Exception {
        Path file = Files.writeString(folder.resolve("marked"), "\ufeffsecurity.protocol=FOO\n");
        assertRefused(run(List.of("tail"), "--properties", file.toString()), "FOO");
    }

    @Test
    void settingsThatMakeTheProducerAnotherAreRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("transactional"), "transactional.id=mine\n");
        assertRefused(
                run(List.of("prompt", "--session", "s", "--count", "1"), "--properties", file.toString()),
                "--properties");
    }

    @Test
    void settingsThatAClientTakesAreTaken() throws Exception {
        Path file = Files.writeString(
                folder.resolve("patient"),
                "request.timeout.ms=40000\nlinger.ms=5\nbootstrap.servers=" + broker.bootstrapServers() + "\n");
        CommandRun run = run(List.of("prompt", "--session", "s", "--count", "1"), "--properties", file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void whatTheContractHasNoRoomForIsRefusedBeforeABrokerIsAsked() {
        String[] nowhere = {"--bootstrap-servers", "127.0.0.1:1"};
        for (String[] words : new String[][] {
            {"prompt", "--session", "x".repeat(1025), "--count", "1"},
            {"prompt", "--session", "s", "--request", "x".repeat(1025), "--count", "1"},
            {"prompt", "--session", "s", "--count", "1", "--header", "a=" + "x".repeat(70_000)},
            {"prompt", "--session", "s", "--count", "1", "--model", "x".repeat(70_000)},
            {"rollout", "--policy", "keep", "--model", model, "--path", "x".repeat(70_000)},
        }) {
            List<String> line = new ArrayList<>(List.of(words));
            line.addAll(List.of(nowhere));
            assertRefused(CommandRun.of(line.toArray(String[]::new)), "must");
        }
    }

    @Test
    void symbolsInAFileOfSeveralLinesAreSymbolsAndNoOptions() throws Exception {
        Path lines = Files.writeString(folder.resolve("lines.json"), "[0,\n 1,\n\t0]\n");
        Path options = Files.writeString(folder.resolve("options.json"), "[0,0]\n--reset");
        List<String> prompt = List.of("prompt", "--session", "s");
        assertThat(run(prompt, "--symbols", "@" + lines).err()).isEmpty();
        assertRefused(run(prompt, "--symbols", "@" + options), "one JSON array");
    }

    private static List<List<String>> commands() {
        return List.of(
                List.of("prompt", "--session", "s", "--count", "1"),
                List.of("tail"),
                List.of("rollout", "--policy", "keep", "--model", model, "--topic", Topics.DEFAULT.prompts()));
    }

    /** The last topic that is named is meant. */
    private static CommandRun run(List<String> command, String... options) {
        List<String> words = new ArrayList<>(command);
        if (List.of(options).contains("--topic") && words.contains("--topic")) {
            words = new ArrayList<>(words.subList(0, words.indexOf("--topic")));
        }
        words.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        words.addAll(List.of(options));
        return CommandRun.of(words.toArray(String[]::new));
    }

    private static void assertRefused(CommandRun run, String said) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: ")
                .contains(said, "; ")
                .doesNotContain("Exception");
    }
}

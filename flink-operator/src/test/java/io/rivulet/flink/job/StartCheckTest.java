package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job finds out where it is submitted, with a real broker. */
class StartCheckTest {

    /** Guarded clients are known by name, and may do nothing. */
    private static final Map<String, String> GUARD = Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users", "User:ANONYMOUS",
            "sasl.enabled.mechanisms", "PLAIN",
            "listener.name.guarded.sasl.enabled.mechanisms", "PLAIN",
            "listener.name.guarded.plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required user_rivulet=\"right\";");

    @TempDir
    static Path folder;

    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker(folder.resolve("kafka"), GUARD);
        broker.createTopics(2);
        create("wide", 2, Map.of());
        create("small", Map.of("max.message.bytes", "5000"));
        create("smaller", Map.of("max.message.bytes", "2000"));
        create("tiny", Map.of("max.message.bytes", "100"));
        create("packed", Map.of("max.message.bytes", "5000", "compression.type", "lz4"));
        create("compacted", Map.of("cleanup.policy", "compact"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:abc",
                "localhost:99999",
                "no-such-host.invalid:9092",
                "a:1;b:2",
                " , ",
                ":9"
            })
    void whatCannotBeAnAddressIsNamedWithItsOption(String address) {
        refused("rivulet.kafka.bootstrap.servers must be", "--rivulet.kafka.bootstrap.servers", address)
                .hasMessageContaining(address.isBlank() || address.equals(" , ") ? "found" : address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void noAddressAtAllIsSaid(String address) {
        assertThatThrownBy(() -> StartCheck.fitted(options("--rivulet.kafka.bootstrap.servers", address)))
                .hasMessageContaining("rivulet.kafka.bootstrap.servers must be set, found nothing");
    }

    @Test
    void whereNoBrokerAnswersTheJobDoesNotStart() {
        refused(
                        "must answer the machine that submits the job, found 127.0.0.1:1",
                        "--rivulet.kafka.bootstrap.servers",
                        "127.0.0.1:1",
                        "--rivulet.kafka.properties.default.api.timeout.ms",
                        "400")
                .hasMessageContaining("rivulet.kafka.bootstrap.servers");
    }

    @ParameterizedTest
    @CsvSource({
        "rivulet.topic.prompts, --partitions 4",
        "rivulet.topic.chunks, --partitions 4",
        "rivulet.topic.dead-letters, --partitions 4",
        "rivulet.topic.control, --partitions 1"
    })
    void aTopicThatIsNotThereIsNamedWithItsOptionAndHowToCreateIt(String option, String partitions) {
        refused("topic absent (" + option + ") must exist", "--" + option, "absent")
                .hasMessageContaining("kafka-topics.sh --bootstrap-server " + broker.address()
                        + " --create --topic absent " + partitions);
    }

    @Test
    void aNameThatNoTopicCanHaveIsNamed() {
        refused("rivulet.topic.chunks must be a name that Kafka takes", "--rivulet.topic.chunks", "my chunks");
    }

    @ParameterizedTest
    @CsvSource({"rivulet.topic.dead-letters, prompts", "rivulet.topic.chunks, prompts", "rivulet.topic.control, chunks"
    })
    void theJobReadsNothingThatItWrote(String option, String topic) {
        refused("must be another topic than", "--" + option, topic);
    }

    @Test
    void aControlTopicHasOnePartition() {
        refused("topic wide (rivulet.topic.control) must have one partition", "--rivulet.topic.control", "wide")
                .hasMessageContaining("found 2");
    }

    @Test
    void deadLettersCannotGoWhereEveryRecordNeedsAKey() {
        refused("must take records without a key", "--rivulet.topic.dead-letters", "compacted");
    }

    @ParameterizedTest
    @CsvSource({
        "compression.type, brotli, brotli",
        "linger.ms, soon, linger.ms",
        "security.protocol, TLS, security.protocol",
        "fetch.max.bytes, many, fetch.max.bytes",
        "ssl.truststore.location, /nowhere, /nowhere of type JKS",
        "partitioner.class, no.such.Class, no.such.Class"
    })
    void aPropertyThatKafkasClientsRefuseIsRefusedAtStart(String name, String value, String said) {
        List<String> more = new ArrayList<>(List.of("--rivulet.kafka.properties." + name, value));
        if (name.startsWith("ssl.")) {
            more.addAll(List.of("--rivulet.kafka.properties.security.protocol", "SSL"));
        }
        refused("must be properties of Kafka's clients, found one that is not", more.toArray(String[]::new))
                .hasMessageContaining(said);
    }

    @Test
    void aFileOfPropertiesThatIsNoneIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.properties"), "acks=\\u00zz\n");
        assertThatThrownBy(() -> StartCheck.fitted(options("--rivulet.kafka.properties.file", file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void theSmallerLimitWinsForEachTopic() {
        assertThat(limits()).isEqualTo(new RecordLimits(1_000_000, 1_000_000));
        assertThat(limits("--rivulet.topic.chunks", "small", "--rivulet.topic.dead-letters", "smaller"))
                .isEqualTo(new RecordLimits(5000, 2000));
        assertThat(limits("--rivulet.topic.chunks", "small", "--rivulet.limit.record.bytes", "300"))
                .isEqualTo(new RecordLimits(300, 300));
        assertThat(limits("--rivulet.kafka.properties.max.request.size", "4000", "--rivulet.topic.chunks", "small"))
                .isEqualTo(new RecordLimits(4000, 4000));
        assertThat(limits("--rivulet.kafka.properties.buffer.memory", "70000"))
                .isEqualTo(new RecordLimits(70_000, 70_000));
    }

    @Test
    void compressionThatMakesRandomBytesLongerHasRoomForIt() {
        assertThat(limits("--rivulet.topic.chunks", "packed").chunkBytes()).isBetween(4800, 4950);
        assertThat(limits("--rivulet.kafka.properties.compression.type", "gzip", "--rivulet.topic.chunks", "small")
                        .chunkBytes())
                .isBetween(4800, 4950);
    }

    @Test
    void aTopicThatTakesNothingIsNamed() {
        refused("topic tiny (rivulet.topic.chunks) must take records of", "--rivulet.topic.chunks", "tiny");
        refused("topic tiny (rivulet.topic.dead-letters) must take", "--rivulet.topic.dead-letters", "tiny");
    }

    @Test
    void theLogSaysInOneLineWhichLimitHolds() {
        try (Log log = Log.listening()) {
            limits("--rivulet.topic.chunks", "small");
            assertThat(log.lines.stream().filter(line -> line.contains(StartCheck.class.getPackageName())))
                    .filteredOn(line -> line.contains("at most"))
                    .singleElement()
                    .asString()
                    .contains(
                            "at most 5000 bytes in topic small (rivulet.topic.chunks)", "the topic's max.message.bytes")
                    .contains("1000000 bytes in topic dead-letters")
                    .contains("by rivulet.limit.record.bytes");
        }
    }

    @Test
    void whoMayNotAskStartsAndIsToldWhatIsUnchecked() {
        try (Log log = Log.listening()) {
            assertThat(RecordLimits.of(StartCheck.fitted(guarded("right"))))
                    .isEqualTo(new RecordLimits(1_000_000, 1_000_000));
            assertThat(log.lines)
                    .anyMatch(line -> line.contains("topic chunks (rivulet.topic.chunks)")
                            && line.contains("unchecked is whether it exists"))
                    .anyMatch(line -> line.contains("topic dead-letters (rivulet.topic.dead-letters)")
                            && line.contains("unchecked is how large records it takes"));
        }
    }

    @Test
    void whoIsNotLetInDoesNotStart() {
        assertThatThrownBy(() -> StartCheck.fitted(guarded("wrong")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("the brokers must let the job in, they do not")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void secretsThatOnlyWorkersCanReadStopNothing() {
        Configuration options = guarded("${file:/no/such/secret:password}");
        options.setString("rivulet.kafka.properties.config.providers", "file");
        options.setString(
                "rivulet.kafka.properties.config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider");
        try (Log log = Log.listening()) {
            assertThat(StartCheck.fitted(options)).isEqualTo(options);
            assertThat(log.lines).anyMatch(line -> line.contains("config.providers") && line.contains("unchecked"));
        }
    }

    @Test
    void optionsThatNothingWasFoundForAreTakenAsTheyAre() {
        assertThat(RecordLimits.of(options("--rivulet.limit.record.bytes", "5000")))
                .isEqualTo(new RecordLimits(5000, 5000));
        assertThatThrownBy(() -> RecordLimits.of(options("--rivulet.limit.record.bytes", "100")))
                .hasMessageContaining("rivulet.limit.record.bytes must be at least");
    }

    private static Configuration guarded(String password) {
        Configuration options = options("--rivulet.kafka.bootstrap.servers", broker.guardedAddress());
        options.setString("rivulet.kafka.properties.security.protocol", "SASL_PLAINTEXT");
        options.setString("rivulet.kafka.properties.sasl.mechanism", "PLAIN");
        options.setString(
                "rivulet.kafka.properties.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"rivulet\" password=\""
                        + password + "\";");
        return options;
    }

    private static RecordLimits limits(String... more) {
        return RecordLimits.of(StartCheck.fitted(options(more)));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String rule, String... more) {
        return assertThatThrownBy(() -> StartCheck.fitted(options(more)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(rule)
                .hasMessageNotContaining("\n")
                .hasNoCause();
    }

    /** Of a job on the broker, with more that win. */
    private static Configuration options(String... more) {
        List<String> all = new ArrayList<>(List.of("--rivulet.kafka.bootstrap.servers", broker.address()));
        all.addAll(List.of(more));
        return Arguments.parse(all.toArray(String[]::new));
    }

    private static void create(String name, Map<String, String> settings) throws Exception {
        create(name, 1, settings);
    }

    private static void create(String name, int partitions, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
    }
}

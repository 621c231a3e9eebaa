package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of every codec, and programs with and without the jars for them. */
class MissingCodecTest {

    @TempDir
    static Path folder;

    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker(folder);
        broker.createTopics(1);
        for (String codec : List.of("zstd", "snappy", "lz4", "gzip")) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                admin.createTopics(List.of(new NewTopic("of-" + codec, 1, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.address(), "compression.type", codec),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>("of-" + codec, new byte[100]))
                        .get();
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy"})
    void aCodecWithoutItsJarIsNamedWithTheJarAndWhereItGoes(String codec) throws Exception {
        ChildProgram program = with(codec, jar -> !jar.contains("zstd-jni") && !jar.contains("snappy-java"));
        String jar = MissingCodec.valueOf(codec.toUpperCase(Locale.ROOT)).jar();
        String remedy = "; put " + jar + " into Flink's lib folder on every machine and start Flink again, or let"
                + " producers use none, gzip or lz4";

        assertThat(program.output().lines())
                .contains(
                        "read: topic of-" + codec + ", partition 0: a batch must be compressed with a codec that Flink"
                                + " can load, found " + codec + remedy,
                        "write: a batch must be compressed with a codec that Flink can load, found " + codec + remedy,
                        "start: compression.type must be a codec that Flink can load, found " + codec
                                + " among the Kafka properties" + remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy", "lz4", "gzip"})
    void everyCodecWorksWithTheJarsThere(String codec) throws Exception {
        assertThat(with(codec, jar -> true).output().lines()).contains("read: ok", "write: ok", "start: ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "gzip"})
    void theCodecsThatTheJobBringsNeedNoOther(String codec) throws Exception {
        assertThat(with(codec, jar -> !jar.contains("zstd-jni") && !jar.contains("snappy-java"))
                        .output()
                        .lines())
                .contains("read: ok", "write: ok", "start: ok");
    }

    @Test
    void theJarsAreThoseThatKafkasClientsAreBuiltWith() throws Exception {
        assertThat(fileOf("com.github.luben.zstd.Zstd")).isEqualTo(MissingCodec.ZSTD.jar());
        assertThat(fileOf("org.xerial.snappy.Snappy")).isEqualTo(MissingCodec.SNAPPY.jar());
        assertThat(MissingCodec.missing()).isEmpty();
    }

    @Test
    void nativeCodeThatDoesNotLoadIsToldFromAJarThatIsNotThere() {
        Throwable unusable = new UnsatisfiedLinkError("/tmp/libzstd-jni-1.5.6-10.so: failed to map segment");
        unusable.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("com.github.luben.zstd.Native", "load", null, 1)});
        assertThat(MissingCodec.explain(new IllegalStateException("fetch", unusable)))
                .get()
                .asString()
                .contains("found zstd", "does not load", "failed to map segment", "java.io.tmpdir");
    }

    @Test
    void otherFailuresAreLeftAlone() {
        assertThat(MissingCodec.explain(new IllegalStateException("zstd", new NoClassDefFoundError("org/example/X"))))
                .isEmpty();
        assertThat(MissingCodec.explain(new IllegalStateException())).isEmpty();
    }

    private static ChildProgram with(String codec, Predicate<String> jars) throws Exception {
        return ChildProgram.run(ReadAndWrite.class, jars, broker.address(), "of-" + codec, codec);
    }

    private static String fileOf(String name) throws Exception {
        URL jar = Class.forName(name).getProtectionDomain().getCodeSource().getLocation();
        return String.valueOf(Path.of(jar.toURI()).getFileName());
    }
}

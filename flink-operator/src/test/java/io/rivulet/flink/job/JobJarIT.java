package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.flink.util.ChildFirstClassLoader;
import org.junit.jupiter.api.Test;

/** The jar that is submitted to Flink. */
class JobJarIT {

    private static final Path JAR = Path.of(System.getProperty("job.jar", "target/rivulet-job.jar"));
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)(\\.\\d+)*");

    /** All that is ours in the jar, folder by folder. */
    private static final Set<String> OURS = Set.of(
            // Licence and notice, at the root and where Java looks for them.
            "",
            "META-INF/",
            "io/rivulet/core/bundle/",
            "io/rivulet/core/emission/",
            "io/rivulet/core/generate/",
            "io/rivulet/core/layers/",
            "io/rivulet/core/model/",
            "io/rivulet/core/numerics/",
            "io/rivulet/core/text/",
            "io/rivulet/flink/codec/",
            "io/rivulet/flink/event/",
            "io/rivulet/flink/job/",
            "io/rivulet/flink/metrics/",
            "io/rivulet/flink/serving/",
            "io/rivulet/flink/state/",
            "io/rivulet/schemas/",
            "io/rivulet/schemas/event/",
            "io/rivulet/schemas/history/GeneratedChunk/",
            "io/rivulet/schemas/history/ModelControl/",
            "io/rivulet/schemas/history/PromptEvent/",
            "io/rivulet/schemas/history/RejectedPrompt/",
            "models/cifar10/",
            "models/mnist/");

    /** Roots of the libraries that travel with the job. */
    private static final List<String> LIBRARIES = List.of(
            "com/fasterxml/jackson/",
            "net/jpountz/",
            "org/apache/avro/",
            "org/apache/commons/codec/",
            "org/apache/commons/compress/",
            "org/apache/commons/io/",
            "org/apache/commons/lang3/",
            "org/apache/flink/connector/base/",
            "org/apache/flink/connector/kafka/",
            "org/apache/flink/streaming/connectors/kafka/",
            "org/apache/flink/streaming/util/serialization/",
            "org/apache/kafka/",
            "org/jspecify/annotations/",
            // Messages of the Kafka clients, and their version.
            "common/message/",
            "kafka/",
            "META-INF/maven/",
            "META-INF/services/");

    private static final Pattern FOR_A_LATER_JAVA = Pattern.compile("META-INF/versions/\\d+/");

    @Test
    void itIsSmallerThan20Megabytes() throws IOException {
        System.out.printf(Locale.ROOT, "job jar: %,d bytes%n", Files.size(JAR));
        assertThat(Files.size(JAR)).isLessThan(20_000_000);
    }

    @Test
    void itHoldsWhatServesFolderByFolderAndNothingElse() throws IOException {
        Set<String> folders = new TreeSet<>();
        for (String name : entries()) {
            if (!name.endsWith("/")) {
                String path = FOR_A_LATER_JAVA.matcher(name).replaceFirst("");
                folders.add(path.substring(0, path.lastIndexOf('/') + 1));
            }
        }
        folders.removeIf(folder -> LIBRARIES.stream().anyMatch(folder::startsWith));
        assertThat(folders)
                .as("a folder more is code that does not serve, or a library to be listed here")
                .containsExactlyInAnyOrderElementsOf(OURS);
    }

    @Test
    void itHoldsNoNativeLibrary() throws IOException {
        assertThat(entries()).noneMatch(name -> NATIVE.matcher(name).matches());
    }

    @Test
    void itHoldsWhatFlinkLacksAndNotWhatFlinkHas() throws IOException {
        assertThat(entries())
                .contains(
                        "io/rivulet/flink/job/RivuletJob.class",
                        "io/rivulet/core/generate/Generator.class",
                        "io/rivulet/schemas/event/PromptEvent.class",
                        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                        "org/apache/flink/connector/base/DeliveryGuarantee.class",
                        "org/apache/kafka/clients/producer/KafkaProducer.class",
                        "org/apache/avro/Schema.class",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE")
                .doesNotContain(
                        "org/apache/flink/streaming/api/environment/StreamExecutionEnvironment.class",
                        "org/slf4j/Logger.class");
    }

    @Test
    void itStartsBehindFlinksClassLoader() throws Exception {
        try (URLClassLoader flink = new ChildFirstClassLoader(
                new URL[] {JAR.toUri().toURL()},
                getClass().getClassLoader(),
                new String[] {"java.", "org.apache.flink.", "javax.annotation", "org.slf4j"},
                error -> {})) {
            PrintStream out = System.out;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            try {
                Class<?> job = flink.loadClass("io.rivulet.flink.job.RivuletJob");
                assertThat(job.getClassLoader()).isSameAs(flink);
                job.getMethod("main", String[].class).invoke(null, (Object) new String[] {"--help"});
            } finally {
                System.setOut(out);
            }
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("--rivulet.model.path");
        }
    }

    @Test
    void itReadsLz4TopicsInJava() throws Exception {
        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> factory = alone.loadClass("net.jpountz.lz4.LZ4Factory");
            Object fastest = factory.getMethod("fastestInstance").invoke(null);
            assertThat(fastest.toString()).containsIgnoringCase("java");
        }
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}

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
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.flink.util.ChildFirstClassLoader;
import org.junit.jupiter.api.Test;

/** The jar that is submitted to Flink. */
class JobJarIT {

    private static final Path JAR = Path.of(System.getProperty("job.jar", "target/rivulet-job.jar"));
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)(\\.\\d+)*");

    @Test
    void itIsSmallerThan25Megabytes() throws IOException {
        System.out.printf("job jar: %,d bytes%n", Files.size(JAR));
        assertThat(Files.size(JAR)).isLessThan(25_000_000);
    }

    @Test
    void itHoldsNoNativeLibraryAndNoneOfTheTrainingLibraries() throws IOException {
        assertThat(entries())
                .noneMatch(name -> NATIVE.matcher(name).matches())
                .noneMatch(name -> name.startsWith("org/nd4j/") || name.startsWith("org/bytedeco/"))
                .noneMatch(name -> name.startsWith("com/github/luben/") || name.startsWith("org/xerial/snappy/"));
    }

    @Test
    void itHoldsNothingOfWhatTheTrainingLibrariesBring() throws IOException {
        List<String> brought = List.of(
                "org/nd4j/",
                "org/yaml/",
                "com/google/",
                "com/ctc/wstx/",
                "org/apache/commons/net/",
                "oshi/",
                "com/sun/jna/");
        assertThat(entries()).noneMatch(name -> brought.stream().anyMatch(name::startsWith));
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

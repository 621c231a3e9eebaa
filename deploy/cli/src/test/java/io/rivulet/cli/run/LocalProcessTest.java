package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.cli.Main;
import io.rivulet.cli.ProgramRun;
import io.rivulet.core.TinyBundles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A local run in a process of its own, as signals and the system's locale find it. */
@Timeout(180)
class LocalProcessTest {
    @TempDir
    private static Path folder;

    private static Path model;

    @BeforeAll
    static void writeModel() {
        model = TinyBundles.noise(folder.resolve("model"), 3);
    }

    @ParameterizedTest
    @CsvSource({"log: ,INT,130", "Kafka broker,HUP,129", "published,TERM,143"})
    void aRunThatIsAskedToEndAtAnyTimeEndsWithTheCodeOfTheSignalAndLeavesNoData(String after, String signal, int code)
            throws Exception {
        Path work = folder.resolve(signal + code + after.length());
        Process process = start(work, List.of());
        try {
            await(process, work, after);
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).isEqualTo(code);
        assertThat(err(work)).isEmpty();
        assertThat(work.toFile().list()).allMatch(name -> name.endsWith(".log"));
    }

    @Test
    void theLocaleOfTheProcessChangesNeitherNumbersNorWhatTheBrokerUnderstands() throws Exception {
        Path work = folder.resolve("locale");
        Process process = start(work, List.of("-Duser.language=tr", "-Duser.extensions=u-nu-arab"), "--once");
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        assertThat(err(work)).isEmpty();
        assertThat(out(work))
                .endsWith("answered=60 rejected=4 reprocessed=0" + System.lineSeparator())
                .matches("(?s).*Kafka broker at \\S+ with [^\\n]*, [0-9]+\\.[0-9] s\\n.*")
                .doesNotContainPattern("[\u0660-\u0669]");
    }

    @Test
    void aDiskThatFillsUpEndsTheRunWithOneLine() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                ProgramRun.succeeds(
                        folder, List.of("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString())),
                "this user may not mount a small disk");
        try {
            Path work = disk.resolve("data");
            Process process = start(work, List.of(), "--once", "--block", "1");
            await(process, work, "published");
            try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
                filler.write(new byte[64 << 20]);
            } catch (IOException e) {
                // No room is left, as intended.
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(err(work).lines().limit(1))
                    .singleElement()
                    .asString()
                    .startsWith("rivulet: a folder of data needs room, found none in ");
            assertThat(out(work)).doesNotContain("\tat ");
        } finally {
            ProgramRun.succeeds(folder, List.of("umount", "-l", disk.toString()));
        }
    }

    private static Process start(Path work, List<String> jvm, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String opened : List.of("lang", "util", "time", "nio")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.add("--add-modules=jdk.incubator.vector");
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "local"));
        command.addAll(List.of("--model", model.toString(), "--folder", work.toString(), "--timeout", "120"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectOutput(printed(work, "out").toFile())
                .redirectError(printed(work, "err").toFile())
                .start();
    }

    private static void await(Process process, Path work, String words) throws Exception {
        while (!out(work).contains(words)) {
            assertThat(process.isAlive()).as(out(work) + err(work)).isTrue();
            Thread.sleep(20);
        }
    }

    private static String out(Path work) throws IOException {
        return Files.readString(printed(work, "out"));
    }

    private static String err(Path work) throws IOException {
        // The JVM warns of the module that computes.
        return Files.readString(printed(work, "err"))
                .replaceFirst("WARNING: Using incubator modules: jdk.incubator.vector\n", "");
    }

    private static Path printed(Path work, String stream) {
        return folder.resolve(work.getFileName() + "." + stream);
    }
}

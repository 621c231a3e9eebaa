package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that is given away: unpacked, and run from another folder without Maven. */
class DistributionIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("distribution", ""));

    @TempDir
    private static Path folder;

    private static Path home;
    private static Path elsewhere;
    private static Path tools;

    @BeforeAll
    static void unpack() throws Exception {
        tools = Tools.folder(folder.resolve("tools"), "tar", "gzip");
        System.out.printf(Locale.ROOT, "distribution: %,d bytes%n", Files.size(ARCHIVE));
        assertThat(run(folder, "tar", "-xzf", ARCHIVE.toString()).exitCode()).isZero();
        try (Stream<Path> unpacked = Files.list(folder)) {
            home = unpacked.filter(path -> path.getFileName().toString().startsWith("rivulet-"))
                    .findFirst()
                    .orElseThrow();
        }
        elsewhere = Files.createDirectory(folder.resolve("else where"));
    }

    @Test
    void itHoldsTheJobTheModelsTheLicencesAndNothingOfTheTests() throws IOException {
        try (Stream<Path> top = Files.list(home)) {
            assertThat(top.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "DEPENDENCIES.txt",
                            "LICENSE",
                            "NOTICE",
                            "README.md",
                            "bin",
                            "lib",
                            "models",
                            "rivulet-job.jar");
        }
        assertThat(home.resolve("models")).isDirectoryContaining("glob:**/mnist");
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            assertThat(lib.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".jar"))
                    .noneMatch(name -> name.matches(".*(-tests|junit|assertj|archunit|jmh|jazzer|onnxruntime).*"));
        }
        assertThat(home.resolve("DEPENDENCIES.txt")).content().contains("org.apache.flink:flink-runtime", "org.nd4j");
    }

    @Test
    void theJarThatIsStartedNamesExactlyTheOthers() throws IOException {
        List<String> named;
        try (JarFile jar = new JarFile(home.resolve("lib/rivulet.jar").toFile())) {
            named = List.of(jar.getManifest()
                    .getMainAttributes()
                    .getValue(Attributes.Name.CLASS_PATH)
                    .split(" "));
        }
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            assertThat(lib.map(path -> path.getFileName().toString()).filter(name -> !name.equals("rivulet.jar")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void helpAndVersionNeedNothingButJava() throws Exception {
        ProgramRun help = rivulet("--help");
        assertThat(help.err()).isEmpty();
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: rivulet", "inspect-savepoint");
        assertThat(rivulet("--version").out())
                .isEqualTo("rivulet " + home.getFileName().toString().substring(8) + "\n");
    }

    @Test
    void aModelThatShipsIsInspectedAndGeneratesThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("bin/rivulet"));
        String model = home.resolve("models/mnist").toString();
        ProgramRun inspect = run(elsewhere, link.toString(), "inspect", "--model", model);
        assertThat(inspect.err()).isEmpty();
        assertThat(inspect.out()).contains("mnist", "28 symbols a step");
        ProgramRun generate = run(elsewhere, link.toString(), "generate", "--model", model, "--count", "28");
        assertThat(generate.exitCode()).isZero();
        assertThat(generate.out()).matches("\\[[01](,[01]){27}]\n");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void whatIsWrongOrNeedsACheckoutEndsWithCodeTwo() throws Exception {
        for (String words :
                List.of("serve", "generate --count 1", "tail --fast", "bench", "fuzz", "qualify --faults 0")) {
            ProgramRun run = rivulet(words.split(" "));
            assertThat(run.exitCode()).as(words).isEqualTo(2);
            assertThat(run.out()).as(words).isEmpty();
            // Before it the JVM may warn of the module that computes.
            assertThat(run.err().lines())
                    .as(words)
                    .filteredOn(line -> !line.startsWith("WARNING: Using incubator modules"))
                    .singleElement()
                    .asString()
                    .startsWith("rivulet: ")
                    .contains(";");
        }
    }

    @Test
    void aJavaThatIsNotThereIsNamedWithTheRemedy() throws Exception {
        ProgramRun run = run(
                elsewhere, "env", "JAVA_HOME=/none", home.resolve("bin/rivulet").toString(), "--help");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "rivulet: JAVA_HOME must name a Java, but /none/bin/java is not there; correct or unset it\n");
    }

    private static ProgramRun rivulet(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/rivulet").toString()));
        command.addAll(List.of(arguments));
        return run(elsewhere, command.toArray(String[]::new));
    }

    /** With some tools of the system and this Java; without Maven and without what the environment says to a JVM. */
    private static ProgramRun run(Path where, String... command) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("env", "-i", "PATH=" + tools, "JAVA_HOME=" + System.getProperty("java.home")));
        words.addAll(List.of(command));
        return ProgramRun.of(where, "", words);
    }
}

package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/rivulet} of a distribution, with a program in Java's place that tells what it was given. */
class ProgramScriptTest {
    private static final Path BIN = Path.of("src/distribution/bin").toAbsolutePath();
    private static final String TOLD = """
            #!/usr/bin/env bash
            [[ $1 == -version ]] && { echo 'openjdk version "17"' >&2; exit; }
            printf '<%s>\\n' "${LC_ALL:-}" "$@"
            """;

    @TempDir
    private Path folder;

    private Path home;
    private Path tools;

    @BeforeEach
    void makeADistribution() throws IOException {
        home = folder.resolve("-o'dd %20 #+&é*");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        for (String script : List.of("rivulet", "java.bash")) {
            Files.copy(BIN.resolve(script), home.resolve("bin").resolve(script));
        }
        executable(home.resolve("bin/rivulet"));
        Files.writeString(home.resolve("lib/rivulet.jar"), "");
        Files.createDirectories(folder.resolve("java/bin"));
        executable(Files.writeString(folder.resolve("java/bin/java"), TOLD));
        tools = Tools.folder(folder.resolve("tools"));
    }

    @Test
    void optionsForJavaArePartedByWhiteSpaceOutsideOfQuotesAndNamesNoFiles() throws Exception {
        ProgramRun run = rivulet(List.of("RIVULET_JAVA_OPTS= -a\t*\n-Dx=\"a b\"c '' \"q'q\" "), "help", "a b");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().skip(1))
                .containsExactly(
                        "<-a>",
                        "<*>",
                        "<-Dx=a bc>",
                        "<>",
                        "<q'q>",
                        "<-jar>",
                        "<" + home.resolve("lib/rivulet.jar") + ">",
                        "<help>",
                        "<a b>");
    }

    @Test
    void aQuoteThatIsOpenIsRefusedWithoutSayingWhatStandsInIt() throws Exception {
        ProgramRun run = rivulet(List.of("RIVULET_JAVA_OPTS=-Dpassword=\"secret"), "help");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("rivulet: quotes in RIVULET_JAVA_OPTS must be closed")
                .doesNotContain("secret");
    }

    @Test
    void javaIsGivenALocaleInWhichNamesOfFilesAreNotLost() throws Exception {
        for (String locale : List.of("LC_ALL=C", "LANG=POSIX", "LC_ALL=xx_XX.ISO-8859-9")) {
            assertThat(rivulet(List.of(locale), "help").out()).as(locale).matches("(?s)<(C|en_US)\\.UTF-8>\n.*");
        }
        assertThat(rivulet(List.of("LANG=C.UTF-8"), "help").out()).startsWith("<>\n");
    }

    @Test
    void aPathThatJavaWouldCutInTwoIsRefused() throws Exception {
        Path moved = folder.resolve("a:b");
        Files.move(home, moved);
        home = moved;
        ProgramRun run = rivulet(List.of(), "help");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("rivulet: a path must hold no colon").contains("found " + moved + "; move it");
    }

    @Test
    void aDistributionThatItsOwnerAloneMayReadSaysSo() throws Exception {
        Files.delete(home.resolve("lib/rivulet.jar"));
        ProgramRun run = rivulet(List.of(), "help");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("rivulet: what runs must be readable, ")
                .contains("; have its owner run chmod");
    }

    private ProgramRun rivulet(List<String> environment, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("env", "-i", "PATH=" + tools, "JAVA_HOME=" + folder.resolve("java")));
        command.addAll(environment);
        command.add(home.resolve("bin/rivulet").toString());
        command.addAll(List.of(words));
        return ProgramRun.of(folder, "", command);
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}

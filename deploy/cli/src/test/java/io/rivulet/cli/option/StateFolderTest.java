package io.rivulet.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.print.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forgetTheHome() {
        System.clearProperty("rivulet.home");
    }

    @Test
    void itIsTheOneOfTheEnvironmentClosedToOthers() throws IOException {
        Path state = folder.resolve("state");
        Path home = folder.resolve("home");
        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", state.toString(), "HOME", home.toString())))
                .isEqualTo(state.resolve("rivulet"));
        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", "relative", "HOME", home.toString())))
                .isEqualTo(home.resolve(".local/state/rivulet"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".local/state/rivulet"))))
                .isEqualTo("rwx------");
    }

    @Test
    void withoutOneThatCanBeWrittenItIsANewOneAmongTheTemporaryFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        Path made = StateFolder.of(Map.of("HOME", file.toString()));
        assertThat(made).isEmptyDirectory().hasParent(Path.of(System.getProperty("java.io.tmpdir")));
        Files.delete(made);
    }

    @Test
    void dataThatCannotBeAtHomeGoThereAndThatIsToldInOneLine() throws IOException {
        Path home = Files.createDirectory(folder.resolve("a,b"));
        System.setProperty("rivulet.home", home.toString());
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Path data = Home.data(Console.of(stream, stream, Map.of(), null), Map.of("XDG_STATE_HOME", folder.toString()));
        assertThat(data).isEqualTo(folder.resolve("rivulet"));
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("must hold no comma", home.toString(), "goes to " + data);
        assertThat(home).isEmptyDirectory();
    }
}

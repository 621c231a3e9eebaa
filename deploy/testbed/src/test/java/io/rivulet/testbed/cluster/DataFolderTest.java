package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    @TempDir
    private Path parent;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b", "-dash", "100%20", "#1+&'é?[*]{x}", "~", "$HOME"})
    void flinkFindsAFolderByItsLocationWhateverItIsCalled(String name) throws IOException {
        Path folder = parent.resolve(name);
        assertThat(DataFolder.flaw(folder)).isEmpty();
        var there = new org.apache.flink.core.fs.Path(LoopbackFlink.location(folder));
        FileSystem.get(there.toUri()).mkdirs(there);
        assertThat(folder).isEmptyDirectory();
        assertThat(parent.toFile().list()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a:b", "a\\b", "a\nb"})
    void aFolderThatKafkaOrFlinkWouldTakeForAnotherIsRefusedAndNotMade(String name) {
        Path folder = parent.resolve(name).resolve("below");
        assertThatThrownBy(() -> ScratchFolder.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must hold no comma")
                .hasMessageContaining(folder + "; name another folder");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "text");
        assertThat(DataFolder.flaw(file.resolve("below")))
                .contains("a folder of data must be writable, " + file.resolve("below") + " is not");
    }

    @Test
    void aDiskWithoutRoomIsToldOf() {
        assertThat(DataFolder.full(parent)).isEmpty();
        // Of Linux's processes: a file system that says of itself that nothing can be written.
        assertThat(DataFolder.full(Path.of("/proc"))).get().asString().contains("found none in /proc; free some");
    }

    @Test
    void aFolderIsForOneAtATime() throws IOException {
        FolderLock first = FolderLock.of(parent);
        assertThatThrownBy(() -> FolderLock.of(parent))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another has " + parent + "; wait");
        first.close();
        FolderLock.of(parent).close();
    }
}

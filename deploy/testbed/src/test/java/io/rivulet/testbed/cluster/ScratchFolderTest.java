package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    private Path parent;

    @Test
    void itIsGoneWithAllThatIsInIt() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.in(parent.resolve("new"))) {
            Files.writeString(scratch.folder("inner").resolve("file"), "text");
        }
        assertThat(parent.resolve("new")).isEmptyDirectory();
    }

    @Test
    void othersMayDeleteAndWriteInItWhileItIsClosed() throws Exception {
        for (int round = 0; round < 50; round++) {
            CompletableFuture<Void> other;
            try (ScratchFolder scratch = ScratchFolder.in(parent.resolve("shared"))) {
                Path inner = scratch.folder("inner");
                for (int i = 0; i < 100; i++) {
                    Files.writeString(inner.resolve("file" + i), "text");
                }
                other = CompletableFuture.runAsync(() -> deleteAndWrite(inner));
            }
            other.get();
        }
        assertThat(parent.resolve("shared")).isEmptyDirectory();
    }

    private static void deleteAndWrite(Path folder) {
        for (int i = 99; i >= 0; i--) {
            try {
                Files.deleteIfExists(folder.resolve("file" + i));
                Files.writeString(folder.resolve("late" + i), "text");
            } catch (IOException e) {
                return;
            }
        }
    }
}

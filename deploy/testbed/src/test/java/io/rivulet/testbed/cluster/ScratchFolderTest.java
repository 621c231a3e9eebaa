package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void whatAKilledProcessHasLeftIsRemovedAndWhatALivingOneUsesIsNot() throws Exception {
        Process process = holder();
        Path held;
        try (BufferedReader out = process.inputReader()) {
            held = Path.of(out.readLine());
            try (ScratchFolder own = ScratchFolder.in(parent)) {
                assertThat(held.resolve("data")).exists();
                ScratchFolder.in(parent).close();
                assertThat(own.path()).exists();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(held.resolve("data")).exists();
        Path foreign = Files.createDirectories(parent.resolve("run-of-mine"));
        ScratchFolder.in(parent).close();
        assertThat(held).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void aProcessThatIsAskedToEndRemovesItsFolder() throws Exception {
        Process process = holder();
        try (BufferedReader out = process.inputReader()) {
            assertThat(Path.of(out.readLine()).resolve("data")).exists();
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(parent).isEmptyDirectory();
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Holds a folder with something in it until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            ScratchFolder scratch = ScratchFolder.in(Path.of(arguments[0]));
            scratch.folder("data");
            System.out.println(scratch.path());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void eachHasALogOfItsOwnAndOfThoseThatEndedTheNewestStay() throws Exception {
        Files.createDirectories(parent);
        for (int i = 10; i < 30; i++) {
            Files.writeString(parent.resolve("local-20260101T0000" + i + "Z-7.log"), "ended");
        }
        Files.writeString(parent.resolve("local-mine.log"), "not of a run");
        try (FolderLock living = FolderLock.of(parent.resolve("run-20260101T000010Z-7"));
                ScratchFolder scratch = ScratchFolder.in(parent)) {
            Path log = Files.writeString(scratch.log("local"), "own");
            assertThat(log).hasParent(parent);
            try (ScratchFolder other = ScratchFolder.in(parent)) {
                assertThat(other.log("local")).isNotEqualTo(log);
                assertThat(log).exists();
            }
            assertThat(parent.toFile().list())
                    .filteredOn(name -> name.endsWith(".log"))
                    .hasSize(12)
                    .contains("local-20260101T000010Z-7.log", "local-20260101T000029Z-7.log", "local-mine.log")
                    .doesNotContain("local-20260101T000020Z-7.log");
        }
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

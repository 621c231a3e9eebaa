package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFoldersTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(20)
    void aCheckpointBeginsWithItsFolderAndIsCommittedWithItsMetadata() throws Exception {
        CheckpointFolders checkpoints = new CheckpointFolders(folder.resolve("job"));
        CompletableFuture<Long> begun = CompletableFuture.supplyAsync(() -> awaited(checkpoints, false));
        CompletableFuture<Long> committed = CompletableFuture.supplyAsync(() -> awaited(checkpoints, true));
        Thread.sleep(50);
        Files.createDirectories(folder.resolve("job/shared"));
        Path seventh = Files.createDirectories(folder.resolve("job/chk-7"));
        assertThat(begun.get(5, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(committed).isNotDone();
        assertThat(checkpoints.isCommitted(7)).isFalse();
        Files.createFile(seventh.resolve("_metadata"));
        assertThat(committed.get(5, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(checkpoints.isCommitted(7)).isTrue();
    }

    private static long awaited(CheckpointFolders checkpoints, boolean commit) {
        try {
            return commit ? checkpoints.awaitCommit() : checkpoints.awaitBegin();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

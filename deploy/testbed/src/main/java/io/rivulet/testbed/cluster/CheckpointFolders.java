package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checkpoints of a job as they come into being on disk: a folder {@code chk-N} when one begins, {@code _metadata}
 * in it when the leader commits it, right before the sinks are told to commit their transactions. Both can be seen
 * within a millisecond, which the leader's own account of its checkpoints could not.
 */
public final class CheckpointFolders {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PREFIX = "chk-";

    private final Path folder;

    CheckpointFolders(Path folder) {
        this.folder = folder;
    }

    /** Returns as soon as a further checkpoint has begun, with its number. */
    public long awaitBegin() throws IOException, InterruptedException {
        return await("begin", newest(false), false);
    }

    /** Returns as soon as a further checkpoint is committed, with its number. */
    public long awaitCommit() throws IOException, InterruptedException {
        return await("be committed", newest(true), true);
    }

    /** Whether this checkpoint is committed, or has been and is superseded. */
    public boolean isCommitted(long number) throws IOException {
        return newest(true) >= number;
    }

    private long await(String what, long known, boolean committed) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long newest = newest(committed);
        while (newest <= known) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a checkpoint after " + known + " must " + what + " within "
                        + PATIENCE.toSeconds() + " s, none did; see the leader's log");
            }
            Thread.sleep(1);
            newest = newest(committed);
        }
        return newest;
    }

    private long newest(boolean committed) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> checkpoints = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(entry -> !committed || Files.exists(entry.resolve("_metadata")))
                    .toList();
            return checkpoints.stream()
                    .mapToLong(entry ->
                            Long.parseLong(entry.getFileName().toString().substring(PREFIX.length())))
                    .max()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}

package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.util.FileUtils;

/** A new folder that is gone, with all that is in it, when it is closed. */
public final class ScratchFolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path path;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    /** Makes one in {@code parent}, which is made too if it is not there. */
    public static ScratchFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new ScratchFolder(Files.createTempDirectory(parent, "run-"));
    }

    /** A folder inside, made now. */
    public Path folder(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    /** What still writes inside, such as a Flink that is on its way down, gets {@link #PATIENCE} to end. */
    @Override
    public void close() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                FileUtils.deleteDirectory(path.toFile());
                return;
            } catch (IOException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a folder was deleted");
        }
    }
}

package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A folder that one process has for itself. However the process ends, the system then gives the folder free. */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";

    /** The system counts locks by process: what this one holds must not be tried again. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made if it is not there.
     *
     * @throws IOException if another run has it, or if it cannot be written
     */
    public static FolderLock of(Path folder) throws IOException {
        DataFolder.make(folder);
        return tried(folder)
                .orElseThrow(() -> new IOException("a folder of data is for one run at a time, another has " + folder
                        + "; wait until that ends, or name another with --folder"));
    }

    /** Takes a folder that is there; empty if somebody has it already. */
    static Optional<FolderLock> tried(Path folder) throws IOException {
        Path own = folder.toAbsolutePath().normalize();
        if (!HELD.add(own)) {
            return Optional.empty();
        }
        FolderLock lock = null;
        try {
            lock = locked(own);
            return Optional.ofNullable(lock);
        } finally {
            if (lock == null) {
                HELD.remove(own);
            }
        }
    }

    private static @Nullable FolderLock locked(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // Whoever had the folder before may have deleted it in the meantime.
        if (channel.tryLock() != null && Files.exists(file)) {
            return new FolderLock(folder, channel);
        }
        channel.close();
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(folder);
    }
}

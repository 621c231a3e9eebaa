package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a folder must be that brokers and Flink keep their data in. */
public final class DataFolder {
    /** Room that is wanted at a start: of an empty broker and an idle job, several times over. */
    private static final long ROOM = 32 << 20;

    private static final long LEAST = 64 << 10;

    private DataFolder() {}

    /** Why a folder cannot be used, or made, as a rule with what was found; empty if it can. */
    public static Optional<String> flaw(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        // Kafka and Flink would cut the path in two, or take another folder.
        if (path.toString().matches("(?s).*[,:\\\\\n\r].*")) {
            return Optional.of(
                    "the path of a folder of data must hold no comma, colon, backslash or line break, found " + path);
        }
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Optional.of("a folder of data must be writable, " + path + " is not");
        }
        long room = room(there);
        return room < ROOM
                ? Optional.of(
                        "a folder of data needs " + megabytes(ROOM) + " of room, " + path + " has " + megabytes(room))
                : Optional.empty();
    }

    /**
     * Makes a folder if it is not there.
     *
     * @throws IOException if it cannot be used
     */
    static void make(Path folder) throws IOException {
        String flaw = flaw(folder).orElse(null);
        if (flaw != null) {
            throw new IOException(flaw + "; name another folder, with --folder where the command has it");
        }
        Files.createDirectories(folder);
    }

    /** That nothing more can be written, as a rule with what was found and the remedy; empty while it can. */
    public static Optional<String> full(Path folder) {
        return room(folder) < LEAST
                ? Optional.of("a folder of data needs room, found none in " + folder
                        + "; free some, or name another folder with --folder")
                : Optional.empty();
    }

    /** In bytes; as much as there can be if nobody knows. */
    private static long room(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}

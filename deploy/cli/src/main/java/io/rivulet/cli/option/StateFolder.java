package io.rivulet.cli.option;

import io.rivulet.testbed.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A person's own folder, closed to others, for what programs keep that cannot keep it where they are. */
final class StateFolder {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private StateFolder() {}

    /**
     * The one that {@code XDG_STATE_HOME} or {@code HOME} names, else a new one among the temporary files. It is there.
     *
     * @throws UsageError if none of them can be written
     */
    static Path of(Map<String, String> environment) {
        return Stream.of(named(environment, "XDG_STATE_HOME", ""), named(environment, "HOME", ".local/state"))
                .flatMap(Optional::stream)
                .filter(StateFolder::isMade)
                .findFirst()
                .orElseGet(StateFolder::temporary);
    }

    /** Of relative names nobody knows what they are relative to. */
    private static Optional<Path> named(Map<String, String> environment, String variable, String below) {
        return Optional.ofNullable(environment.get(variable))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(path -> path.resolve(below).resolve("rivulet"));
    }

    private static boolean isMade(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.resolveSibling(""));
                Files.createDirectory(folder, PRIVATE);
            }
        } catch (IOException e) {
            return false;
        }
        return DataFolder.flaw(folder).isEmpty();
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("rivulet-");
            Optional<String> flaw = DataFolder.flaw(folder);
            if (flaw.isPresent()) {
                throw new UsageError(flaw.get() + "; set XDG_STATE_HOME to a folder of yours");
            }
            return folder;
        } catch (IOException e) {
            throw new UsageError(
                    "data must be kept somewhere, found no folder that can be written, of XDG_STATE_HOME, HOME and"
                            + " TMPDIR; set one of them to such a folder",
                    e);
        }
    }
}

package io.rivulet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A PATH with what our scripts call and no more. */
final class Tools {
    private Tools() {}

    /** Makes the folder, with what both scripts call and these too. */
    static Path folder(Path folder, String... more) throws IOException {
        Files.createDirectory(folder);
        for (String tool : Stream.concat(Stream.of("bash", "env", "dirname", "readlink", "sed"), Stream.of(more))
                .toList()) {
            Path found = Stream.of("/usr/bin", "/bin")
                    .map(path -> Path.of(path, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the scripts need " + tool + ", found none; install it"));
            Files.createSymbolicLink(folder.resolve(tool), found);
        }
        return folder;
    }
}

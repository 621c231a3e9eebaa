package io.rivulet.testbed.qualification.fault;

import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The disk of the checkpoints has no room for some time.
 *
 * @param mount of the disk
 */
public record FullDisk(Path mount) implements Fault {
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int PIECE = 4096;

    @Override
    public String title() {
        return "no room for checkpoints";
    }

    @Override
    public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) {
        return this::fillForAWhile;
    }

    private void fillForAWhile() throws IOException, InterruptedException {
        Path filler = mount.resolve("filler");
        try {
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end) {
                fill(filler);
                // Superseded checkpoints are deleted and make room.
                Thread.sleep(10);
            }
        } finally {
            Files.delete(filler);
        }
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[PIECE]);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }
}

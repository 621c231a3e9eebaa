package io.rivulet.testbed.qualification.fault;

import io.rivulet.testbed.cluster.JavaProcess;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * The clocks of all workers jump while they run; those of leader, broker and readers do not.
 *
 * @param file where libfaketime reads how far the clock is off
 * @param offset from the true time
 */
public record ClockJump(Path file, Duration offset) implements Fault {
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "workers' clocks " + offset.toMinutes() + " min off";
    }

    @Override
    public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) {
        return () -> {
            write(file, offset);
            Thread.sleep(LENGTH.toMillis());
            for (JavaProcess worker : cluster.flink().workers()) {
                if (worker.isAlive()) {
                    requireMoved(worker);
                }
            }
        };
    }

    private void requireMoved(JavaProcess worker) throws IOException, InterruptedException {
        Duration off = Duration.between(Instant.now(), worker.jcmd().clock());
        if (off.minus(offset).abs().compareTo(TOLERANCE) > 0) {
            throw new IllegalStateException("a clock that was moved must be " + offset.toSeconds() + " s off, that of "
                    + worker + " is " + off.toSeconds() + " s off; see whether libfaketime is loaded into it");
        }
    }

    /** Writes the file at once, so that nobody reads half a number. */
    public static void write(Path file, Duration offset) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, (offset.isNegative() ? "" : "+") + offset.toSeconds() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * A new folder that is gone, with all that is in it, when it is closed or the process is asked to end. What processes
 * have left that were killed is removed by whoever makes the next one beside it: their locks tell that nobody lives
 * there.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String PREFIX = "run-";
    private static final Predicate<String> OURS =
            Pattern.compile(PREFIX + "\\d{8}T\\d{6}Z-\\d+").asMatchPredicate();
    private static final int LOGS = 10;
    /** What was being made when the folder went away may be there once more. */
    private static final int SWEEPS = 3;

    private final Path path;
    private final FolderLock lock;
    private final Thread atEnd = new Thread(this::removeAtEnd, "rivulet-remove");
    private volatile Runnable before = ScratchFolder::endWhatWasStarted;

    private ScratchFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes one in {@code parent}, which is made too if it is not there.
     *
     * @throws IOException if that is no {@link DataFolder}
     */
    public static ScratchFolder in(Path parent) throws IOException {
        DataFolder.make(parent);
        removeLeft(parent);
        while (true) {
            Path path = Files.createTempDirectory(parent, PREFIX + TIME.format(Instant.now()) + "-");
            try {
                Optional<FolderLock> lock = FolderLock.tried(path);
                if (lock.isPresent()) {
                    ScratchFolder made = new ScratchFolder(path, lock.get());
                    Runtime.getRuntime().addShutdownHook(made.atEnd);
                    return made;
                }
            } catch (NoSuchFileException e) {
                // Somebody who removes what is left was quicker: the next one, then.
            }
        }
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** A folder inside, made now. */
    public Path folder(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    /**
     * A file beside the folder for a log, which stays. It is this run's alone, and told apart by the time; of those of
     * runs that have ended the newest are kept.
     *
     * @param name what it begins with
     */
    public Path log(String name) throws IOException {
        Path parent = path.resolveSibling("");
        String begin = name + "-";
        try (Stream<Path> entries = Files.list(parent)) {
            List<Path> ended = entries.filter(entry -> ended(parent, nameOf(entry), begin))
                    .sorted(Comparator.comparing(ScratchFolder::nameOf).reversed())
                    .skip(LOGS - 1)
                    .toList();
            for (Path log : ended) {
                Files.deleteIfExists(log);
            }
        }
        return parent.resolve(begin + nameOf(path).substring(PREFIX.length()) + ".log");
    }

    /**
     * Has {@code before} run when the process is asked to end, before the folder is removed; else the processes that
     * this one has started are ended then.
     */
    public void beforeRemoval(Runnable before) {
        this.before = before;
    }

    /** What still writes inside, such as a Flink that is on its way down, gets {@link #PATIENCE} to end. */
    @Override
    public synchronized void close() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Files.exists(path)) {
            try {
                FileUtils.deleteDirectory(path.toFile());
            } catch (IOException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                pause();
            }
        }
        lock.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The process is ending.
        }
    }

    private void removeAtEnd() {
        before.run();
        try {
            for (int i = 0; i < SWEEPS; i++) {
                close();
                pause();
            }
        } catch (IOException e) {
            // The next one made here removes what is left.
        }
    }

    private static void endWhatWasStarted() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean ended(Path parent, String log, String begin) {
        if (!log.startsWith(begin) || !log.endsWith(".log")) {
            return false;
        }
        String run = PREFIX + log.substring(begin.length(), log.length() - ".log".length());
        return OURS.test(run) && !Files.exists(parent.resolve(run));
    }

    private static void removeLeft(Path parent) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(parent)) {
            left = entries.filter(entry -> OURS.test(nameOf(entry)))
                    .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path folder : left) {
            try {
                Optional<FolderLock> lock = FolderLock.tried(folder);
                if (lock.isPresent()) {
                    new ScratchFolder(folder, lock.get()).close();
                }
            } catch (IOException e) {
                // Somebody else's, or gone by now.
            }
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
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

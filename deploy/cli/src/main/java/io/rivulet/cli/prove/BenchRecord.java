package io.rivulet.cli.prove;

import io.rivulet.cli.print.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark prints, errors and all: on the console, and in a file, so that a later run can be compared with it.
 *
 * @param run commit, processor and options, which is the first line
 */
record BenchRecord(String run, Path file, OutputStream kept, PrintStream out, PrintStream err)
        implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int ASKED_LENGTH = 80;

    /** Begins a record of what was asked for, in a file named by the time and that. */
    static BenchRecord begin(Path folder, List<String> asked, String run, Console console) throws IOException {
        Path file = folder.resolve(TIME.format(Instant.now()) + "-" + name(asked) + ".txt");
        Files.createDirectories(folder);
        OutputStream kept = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        console.err().println("rivulet: what this prints stays in " + file);
        BenchRecord record = new BenchRecord(
                run,
                file,
                kept,
                both(console.out().bytes(), kept),
                both(console.err().bytes(), kept));
        record.out.println("rivulet " + run);
        return record;
    }

    /** One word for what was asked for. */
    static String name(List<String> asked) {
        String word = (asked.isEmpty() ? "all" : String.join(" ", asked)).replaceAll("[^a-z0-9]+", "-");
        String shortened = word.substring(0, Math.min(ASKED_LENGTH, word.length()));
        return shortened.endsWith("-") ? shortened.substring(0, shortened.length() - 1) : shortened;
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }

    private static PrintStream both(OutputStream console, OutputStream kept) {
        return new PrintStream(new Both(console, kept), true, StandardCharsets.UTF_8);
    }

    private static final class Both extends OutputStream {
        private final OutputStream console;
        private final OutputStream kept;

        Both(OutputStream console, OutputStream kept) {
            this.console = console;
            this.kept = kept;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            console.write(bytes, from, count);
            kept.write(bytes, from, count);
        }

        @Override
        public void flush() throws IOException {
            console.flush();
            kept.flush();
        }
    }
}

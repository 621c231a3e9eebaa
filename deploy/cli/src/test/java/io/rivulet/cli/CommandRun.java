package io.rivulet.cli;

import io.rivulet.cli.print.Console;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A command as it ran in this process: exit code and what it printed. */
public record CommandRun(int exitCode, String out, String err) {
    /** Runs a command. */
    public static CommandRun of(String... arguments) {
        return run(new ByteArrayOutputStream(), arguments);
    }

    /** Runs a command, and cuts it off when it prints these words. */
    public static CommandRun until(String words, String... arguments) {
        return run(new CutOff(words), arguments);
    }

    /** What was printed, line by line. */
    public List<String> lines() {
        return out.lines().toList();
    }

    private static CommandRun run(ByteArrayOutputStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.commandLine(Console.of(stream(out), stream(err), Map.of(), null))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Takes no more once certain words are in it. */
    private static final class CutOff extends ByteArrayOutputStream {
        private final String words;

        CutOff(String words) {
            this.words = words;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            super.write(bytes, from, count);
            if (toString(StandardCharsets.UTF_8).contains(words)) {
                throw new IllegalStateException("cut off");
            }
        }
    }
}

package io.rivulet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine as it ran: exit code and what it printed. */
public record ProgramRun(int exitCode, String out, String err) {
    private static final int SECONDS = 90;

    /** Runs a command in a folder, with this standard input. */
    public static ProgramRun of(Path folder, String input, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("program", ".out");
        Path err = Files.createTempFile("program", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("a program must end within " + SECONDS + " s: " + Files.readString(err));
            }
            return new ProgramRun(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Whether a command is there and ends with exit code 0. */
    public static boolean succeeds(Path folder, List<String> command) throws InterruptedException {
        try {
            return of(folder, "", command).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

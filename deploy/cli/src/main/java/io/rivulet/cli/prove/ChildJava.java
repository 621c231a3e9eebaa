package io.rivulet.cli.prove;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that this one starts and waits for; it ends when this one is asked to. */
final class ChildJava {
    private final ProcessBuilder builder;

    /**
     * A JVM that is not started yet.
     *
     * @param arguments all that stands behind the name of the program
     * @param environment variables beside this process's own
     */
    ChildJava(Path folder, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().putAll(environment);
    }

    /** Runs it on this process's own terminal; returns its exit code. */
    int run() throws IOException, InterruptedException {
        return await(builder.start());
    }

    /** Runs it and hands on what it prints; returns its exit code. */
    int run(OutputStream out, OutputStream err) throws IOException, InterruptedException {
        Process process = builder.redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        List<Thread> hands = List.of(handOn(process.getInputStream(), out), handOn(process.getErrorStream(), err));
        int code = await(process);
        for (Thread hand : hands) {
            hand.join();
        }
        return code;
    }

    private static int await(Process process) throws InterruptedException {
        Thread stop = new Thread(process::destroy, "rivulet-stop-child");
        Runtime.getRuntime().addShutdownHook(stop);
        int code = process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // This process ends too: the hook found a child that is gone.
        }
        return code;
    }

    private static Thread handOn(InputStream from, OutputStream to) {
        Thread thread = new Thread(
                () -> {
                    try (from) {
                        from.transferTo(to);
                        to.flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "rivulet-hand-on");
        thread.start();
        return thread;
    }
}

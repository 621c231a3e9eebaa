package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A member of the cluster in a JVM of its own, on this JVM's class path; its output and log are files in a folder. */
public final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;

    private JavaProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** As {@link #start(ClusterMember.Role, String, Path, List, List, Map)}, in this process's environment. */
    static JavaProcess start(
            ClusterMember.Role role, String name, Path folder, List<String> jvm, List<String> arguments)
            throws IOException {
        return start(role, name, folder, jvm, arguments, Map.of());
    }

    /**
     * Starts a process.
     *
     * @param name of its files, {@code name.log} and {@code name.out}
     * @param jvm options of the JVM
     * @param environment variables beside this process's own
     */
    static JavaProcess start(
            ClusterMember.Role role,
            String name,
            Path folder,
            List<String> jvm,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.add("-Drivulet.log=" + folder.resolve(name + ".log"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ClusterMember.class.getName());
        command.add(role.name());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".out").toFile()));
        builder.environment().putAll(environment);
        return new JavaProcess(name, builder.start());
    }

    /** What it was called when it was started. */
    public String name() {
        return name;
    }

    /** The process's id. */
    public long id() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a power cut would, {@code kill -9}; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /** Takes the processor from it, {@code kill -STOP}: it neither runs nor ends until {@link #resume}. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on where it was. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** What its JVM says of itself. */
    public Jcmd jcmd() {
        return new Jcmd(id());
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(id()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("a process that runs takes signals, " + this + " did not take " + name
                    + "; see whether it has ended");
        }
    }

    /** Asks it to end, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (process %d)", name, id());
    }

    private void await() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "a killed process must be gone within " + PATIENCE.toSeconds() + " s, " + this + " is not");
        }
    }
}

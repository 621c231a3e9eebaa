package io.rivulet.deploy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker in a process of its own, that can be killed and started again on the same data and port. */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseG1GC");

    private final Path folder;
    private final int port;
    private JavaProcess process;

    private BrokerProcess(Path folder, int port, JavaProcess process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts a broker on a free port, with its data and its log in {@code folder}; returns when it answers. */
    public static BrokerProcess start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data"));
        int port = Loopback.ports(0).get(0);
        BrokerProcess broker = new BrokerProcess(folder, port, launch(folder, port));
        broker.awaitAnswer();
        return broker;
    }

    /** Where clients find it, {@code host:port}; the same after a restart. */
    public String bootstrapServers() {
        return Loopback.ADDRESS + ":" + port;
    }

    /** The process that runs now. */
    public JavaProcess process() {
        return process;
    }

    /** Starts it again after it has ended; returns when it answers. */
    public void restart() throws IOException, InterruptedException {
        process.close();
        process = launch(folder, port);
        awaitAnswer();
    }

    @Override
    public void close() {
        process.close();
    }

    private static JavaProcess launch(Path folder, int port) throws IOException {
        List<String> arguments = List.of(folder.resolve("data").toString(), Integer.toString(port));
        return JavaProcess.start(ClusterMember.Role.BROKER, "broker", folder, JVM, arguments);
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.close();
                throw new IllegalStateException("the broker must answer within " + PATIENCE.toSeconds()
                        + " s, it has " + (process.isAlive() ? "not" : "ended") + "; see "
                        + folder.resolve("broker.log")
                        + " and broker.out beside it");
            }
            Thread.sleep(100);
        }
    }

    private boolean answers() throws InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers(), "request.timeout.ms", 1000, "default.api.timeout.ms", 1500);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }
}

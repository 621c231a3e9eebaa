package io.rivulet.testbed.cluster;

import io.rivulet.broker.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker in a process of its own, that can be killed and started again on the same data and port. */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseG1GC");

    private final Path data;
    private final Path logs;
    private final int port;
    private final Map<String, String> properties;
    private JavaProcess process;

    private BrokerProcess(Path data, Path logs, int port, Map<String, String> properties) throws IOException {
        this.data = data;
        this.logs = logs;
        this.port = port;
        this.properties = properties;
        this.process = launch(data, logs, port, properties);
    }

    /** Starts a broker on a free port; returns when it answers. */
    public static BrokerProcess start(Path data, Path logs) throws IOException, InterruptedException {
        return start(data, Map.of(), logs);
    }

    /** As {@link #start(Path, Path)}, with properties of its own. */
    public static BrokerProcess start(Path data, Map<String, String> properties, Path logs)
            throws IOException, InterruptedException {
        Files.createDirectories(logs);
        int port = Loopback.ports(0).get(0);
        BrokerProcess broker = new BrokerProcess(data, logs, port, properties);
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
        process = launch(data, logs, port, properties);
        awaitAnswer();
    }

    @Override
    public void close() {
        process.close();
    }

    private static JavaProcess launch(Path data, Path logs, int port, Map<String, String> properties)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(data.toString(), Integer.toString(port)));
        properties.forEach((key, value) -> arguments.add(key + "=" + value));
        return JavaProcess.start(ClusterMember.Role.BROKER, "broker", logs, JVM, arguments);
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            boolean ended = !process.isAlive();
            if (ended || System.nanoTime() > deadline) {
                process.close();
                throw new IllegalStateException("the broker must answer within " + PATIENCE.toSeconds() + " s, it has "
                        + (ended ? "ended" : "not") + "; see broker.log and broker.out in " + logs);
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

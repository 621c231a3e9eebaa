package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker with its own controller in this process, reachable on loopback alone. */
public final class LocalBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private LocalBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker on a folder, a new one or one that a broker has left; returns when it serves.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static LocalBroker start(Path folder, int port) throws IOException {
        List<Integer> ports = Loopback.ports(port, 0);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(properties(folder, ports.get(0), ports.get(1))), Time.SYSTEM);
        server.startup();
        return new LocalBroker(server, Loopback.ADDRESS + ":" + ports.get(0));
    }

    /** Where clients find the broker, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws IOException {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setPrintStream(nowhere)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(
                    "the broker's folder " + folder + " must be empty, or one that a broker has left, and writable", e);
        }
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + Loopback.ADDRESS + ":" + controllerPort);
        properties.put(
                "listeners",
                "PLAINTEXT://" + Loopback.ADDRESS + ":" + port + ",CONTROLLER://" + Loopback.ADDRESS + ":"
                        + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://" + Loopback.ADDRESS + ":" + port);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // One node holds every replica.
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        return properties;
    }
}

package io.rivulet.flink.job;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker of one node in this process, on loopback. */
final class Broker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final String address;
    private final String guardedAddress;

    Broker(Path folder) throws Exception {
        this(folder, Map.of());
    }

    /** @param guarded properties of a second listener, GUARDED, which asks for a name and a password; may be empty */
    Broker(Path folder, Map<String, String> guarded) throws Exception {
        address = HOST + ":" + freePort();
        guardedAddress = HOST + ":" + freePort();
        int controllerPort = freePort();
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                .run();
        Properties properties = properties(folder, controllerPort);
        if (!guarded.isEmpty()) {
            properties.merge("listeners", ",GUARDED://" + guardedAddress, (plain, more) -> "" + plain + more);
            properties.merge(
                    "listener.security.protocol.map", ",GUARDED:SASL_PLAINTEXT", (plain, more) -> "" + plain + more);
            properties.putAll(guarded);
        }
        server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
    }

    /** What clients connect to. */
    String address() {
        return address;
    }

    /** What clients with a password connect to. */
    String guardedAddress() {
        return guardedAddress;
    }

    /**
     * Makes the topics that the job takes by default: prompts and chunks of so many partitions, dead letters of one.
     */
    void createTopics(int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(
                            new NewTopic("prompts", partitions, (short) 1),
                            new NewTopic("chunks", partitions, (short) 1),
                            new NewTopic("dead-letters", 1, (short) 1),
                            new NewTopic("control", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private Properties properties(Path folder, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        properties.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + HOST + ":" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "2");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}

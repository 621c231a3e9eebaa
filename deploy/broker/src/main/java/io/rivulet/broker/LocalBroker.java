package io.rivulet.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker with its own controller in this process, reachable on loopback alone. */
public final class LocalBroker implements AutoCloseable {
    private static final String CONTROLLER = "CONTROLLER";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaRaftServer server;
    private final List<String> addresses;

    private LocalBroker(KafkaRaftServer server, List<String> addresses) {
        this.server = server;
        this.addresses = addresses;
    }

    /**
     * Starts a broker on a folder, a new one or one that a broker has left; returns when it serves.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static LocalBroker start(Path folder, int port) throws IOException {
        return start(folder, Listener.plain(port));
    }

    /** As {@link #start(Path, int)}, with these listeners; brokers talk through the first. */
    public static LocalBroker start(Path folder, Listener... listeners) throws IOException {
        int[] wanted = new int[listeners.length + 1];
        for (int i = 0; i < listeners.length; i++) {
            wanted[i] = listeners[i].port();
        }
        List<String> addresses = new ArrayList<>();
        for (int port : Loopback.ports(wanted)) {
            addresses.add(Loopback.ADDRESS + ":" + port);
        }
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        Properties properties = properties(folder);
        properties.putAll(listening(listeners, addresses));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        return new LocalBroker(server, addresses);
    }

    /**
     * A broker that cannot go on, because its disk is full say, ends the process it is in. From now on, in this
     * process, {@code dead} is told in place of that.
     */
    public static void whenDead(Runnable dead) {
        Exit.Procedure told = (code, message) -> {
            dead.run();
            throw new IllegalStateException("a broker cannot go on; see the log");
        };
        Exit.setExitProcedure(told);
        Exit.setHaltProcedure(told);
    }

    /** Where clients find the broker's first listener, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers(0);
    }

    /** Where clients find one of the listeners, by its place among those that the broker was started with. */
    public String bootstrapServers(int listener) {
        return addresses.get(listener);
    }

    /** A broker that cannot write any more does not end; what is left of it then ends with the process. */
    @Override
    public void close() {
        Thread end = new Thread(
                () -> {
                    server.shutdown();
                    server.awaitShutdown();
                },
                "broker-end");
        end.setDaemon(true);
        end.start();
        try {
            end.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void format(Path folder) throws IOException {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(CONTROLLER)
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

    /** @param addresses of the listeners, and the controller's after them */
    private static Map<String, String> listening(Listener[] listeners, List<String> addresses) {
        Map<String, String> urls = new LinkedHashMap<>();
        Map<String, String> protocols = new LinkedHashMap<>();
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < listeners.length; i++) {
            urls.put(listeners[i].name(), addresses.get(i));
            protocols.put(listeners[i].name(), listeners[i].protocol());
            properties.putAll(listeners[i].properties());
        }
        String controller = addresses.get(listeners.length);
        properties.put("advertised.listeners", joined(urls, "://"));
        urls.put(CONTROLLER, controller);
        protocols.put(CONTROLLER, "PLAINTEXT");
        properties.put("listeners", joined(urls, "://"));
        properties.put("listener.security.protocol.map", joined(protocols, ":"));
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("inter.broker.listener.name", listeners[0].name());
        properties.put("controller.quorum.voters", "1@" + controller);
        return properties;
    }

    private static String joined(Map<String, String> pairs, String between) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + between + pair.getValue())
                .collect(Collectors.joining(","));
    }

    private static Properties properties(Path folder) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
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

package io.rivulet.flink.job;

import io.rivulet.broker.Listener;
import io.rivulet.broker.LocalBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker with the topics of a job, and with a listener that asks for a password if it is told to. */
final class Broker implements AutoCloseable {
    private final LocalBroker broker;

    Broker(Path folder) throws IOException {
        broker = LocalBroker.start(folder, 0);
    }

    /** @param guarded properties of a second listener, GUARDED, which asks for a name and a password */
    Broker(Path folder, Map<String, String> guarded) throws IOException {
        broker = LocalBroker.start(folder, Listener.plain(0), new Listener("GUARDED", 0, "SASL_PLAINTEXT", guarded));
    }

    private Broker(LocalBroker broker) {
        this.broker = broker;
    }

    /** @param properties of the broker */
    static Broker with(Path folder, Map<String, String> properties) throws IOException {
        return new Broker(LocalBroker.start(folder, new Listener("PLAINTEXT", 0, "PLAINTEXT", properties)));
    }

    /** What clients connect to. */
    String address() {
        return broker.bootstrapServers();
    }

    /** What clients with a password connect to. */
    String guardedAddress() {
        return broker.bootstrapServers(1);
    }

    /**
     * Makes the topics that the job takes by default: prompts and chunks of so many partitions, dead letters of one.
     */
    void createTopics(int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(List.of(
                            new NewTopic("prompts", partitions, (short) 1),
                            new NewTopic("chunks", partitions, (short) 1),
                            new NewTopic("dead-letters", 1, (short) 1),
                            new NewTopic("control", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}

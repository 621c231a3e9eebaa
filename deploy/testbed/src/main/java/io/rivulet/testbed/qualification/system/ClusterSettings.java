package io.rivulet.testbed.qualification.system;

import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * What is special about a cluster.
 *
 * @param flink settings that win over the usual ones
 * @param workerEnvironment variables of the workers' processes
 * @param broker properties of the broker
 */
public record ClusterSettings(Configuration flink, Map<String, String> workerEnvironment, Map<String, String> broker) {
    /** Nothing. */
    public static final ClusterSettings USUAL = new ClusterSettings(new Configuration(), Map.of());

    public ClusterSettings {
        workerEnvironment = Map.copyOf(workerEnvironment);
        broker = Map.copyOf(broker);
    }

    /** With a broker without anything special. */
    public ClusterSettings(Configuration flink, Map<String, String> workerEnvironment) {
        this(flink, workerEnvironment, Map.of());
    }

    /** With nothing special but the broker. */
    public static ClusterSettings withBroker(Map<String, String> properties) {
        return new ClusterSettings(new Configuration(), Map.of(), properties);
    }
}

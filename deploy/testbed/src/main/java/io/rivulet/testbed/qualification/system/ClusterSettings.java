package io.rivulet.testbed.qualification.system;

import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * What is special about a cluster.
 *
 * @param flink settings that win over the usual ones
 * @param workerEnvironment variables of the workers' processes
 */
public record ClusterSettings(Configuration flink, Map<String, String> workerEnvironment) {
    /** Nothing. */
    public static final ClusterSettings USUAL = new ClusterSettings(new Configuration(), Map.of());

    public ClusterSettings {
        workerEnvironment = Map.copyOf(workerEnvironment);
    }
}

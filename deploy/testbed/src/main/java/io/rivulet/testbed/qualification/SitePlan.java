package io.rivulet.testbed.qualification;

import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * What is special about a site.
 *
 * @param flink settings that win over the usual ones
 * @param workerEnvironment variables of the workers' processes
 */
record SitePlan(Configuration flink, Map<String, String> workerEnvironment) {
    static final SitePlan USUAL = new SitePlan(new Configuration(), Map.of());
}

package io.rivulet.deploy.bench;

import java.util.Locale;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * One way of running the job.
 *
 * @param backend where sessions are: {@code hashmap} or {@code rocksdb}
 * @param keys sessions that exist, and that prompts go round
 */
record PipelineCase(DeliveryGuarantee delivery, String backend, int keys) {
    String name() {
        return String.format(Locale.ROOT, "%s, %s, %,d keys", delivery, backend, keys);
    }
}

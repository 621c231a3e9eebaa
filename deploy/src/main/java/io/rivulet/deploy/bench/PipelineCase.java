package io.rivulet.deploy.bench;

import java.util.Locale;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * One way of running the job.
 *
 * @param backend where sessions are: {@code hashmap} or {@code rocksdb}
 * @param keys sessions that exist, and that prompts go round
 * @param bare whether without model and state: what nothing between these topics could exceed
 */
record PipelineCase(DeliveryGuarantee delivery, String backend, int keys, boolean bare) {
    static PipelineCase of(DeliveryGuarantee delivery, String backend, int keys) {
        return new PipelineCase(delivery, backend, keys, false);
    }

    static PipelineCase bare(DeliveryGuarantee delivery, int keys) {
        return new PipelineCase(delivery, "hashmap", keys, true);
    }

    String name() {
        return bare
                ? String.format(Locale.ROOT, "%s, no model", delivery)
                : String.format(Locale.ROOT, "%s, %s, %,d keys", delivery, backend, keys);
    }
}

package io.rivulet.deploy.bench;

import java.util.List;
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

    /** What the user names {@code BACKEND:KEYS}, exactly once. */
    static PipelineCase parse(String text) {
        String[] parts = text.split(":", -1);
        boolean known = parts.length == 2 && List.of("hashmap", "rocksdb").contains(parts[0]);
        if (!known || !parts[1].matches("[1-9][0-9]{0,7}")) {
            throw new IllegalArgumentException("a case must be hashmap or rocksdb, a colon and from 1 to 99,999,999"
                    + " sessions, got " + text + "; try rocksdb:1000");
        }
        return of(DeliveryGuarantee.EXACTLY_ONCE, parts[0], Integer.parseInt(parts[1]));
    }

    String name() {
        return bare
                ? String.format(Locale.ROOT, "%s, no model", delivery)
                : String.format(Locale.ROOT, "%s, %s, %,d keys", delivery, backend, keys);
    }
}

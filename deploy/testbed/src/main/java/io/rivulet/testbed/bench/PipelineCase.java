package io.rivulet.testbed.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * One way of running the job.
 *
 * @param backend where sessions are: {@code hashmap} or {@code rocksdb}
 * @param keys sessions that exist, and that prompts go round
 * @param bare whether without model and state: what nothing between these topics could exceed
 */
record PipelineCase(DeliveryGuarantee delivery, String backend, int keys, boolean bare) {
    private static final Pattern TEXT = Pattern.compile("(hashmap|rocksdb):([1-9][0-9]{0,7})(:at-least-once)?");

    static PipelineCase of(DeliveryGuarantee delivery, String backend, int keys) {
        return new PipelineCase(delivery, backend, keys, false);
    }

    static PipelineCase bare(DeliveryGuarantee delivery, int keys) {
        return new PipelineCase(delivery, "hashmap", keys, true);
    }

    /** What the user names {@code BACKEND:KEYS}, exactly once unless {@code :at-least-once} follows. */
    static PipelineCase parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a case must be hashmap or rocksdb, a colon and from 1 to 99,999,999"
                    + " sessions, and then :at-least-once or nothing, got " + text + "; try rocksdb:1000");
        }
        return of(
                parts.group(3) == null ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE,
                parts.group(1),
                Integer.parseInt(parts.group(2)));
    }

    String name() {
        return bare
                ? String.format(Locale.ROOT, "%s, no model", delivery)
                : String.format(Locale.ROOT, "%s, %s, %,d keys", delivery, backend, keys);
    }
}

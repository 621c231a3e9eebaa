package io.rivulet.flink.job;

import java.io.IOException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each lost position what it costs, in the log and in two counters of the source: {@code offsetsGone}, offsets
 * that were removed unread, and {@code logsCutBack}, logs that ended before what was read of them.
 */
final class LostPositions {

    private static final Logger LOG = LoggerFactory.getLogger(LostPositions.class);

    private final OffsetsGone policy;
    private final Counter offsetsGone;
    private final Counter logsCutBack;

    LostPositions(OffsetsGone policy, MetricGroup group) {
        this.policy = policy;
        this.offsetsGone = group.counter("offsetsGone");
        this.logsCutBack = group.counter("logsCutBack");
    }

    /**
     * Reports a lost position.
     *
     * @throws IOException if the job is to fail for it
     */
    void report(LostPosition lost) throws IOException {
        offsetsGone.inc(lost.gone());
        if (lost.isCutBack()) {
            logsCutBack.inc();
        }
        String option = RivuletOptions.OFFSETS_GONE.key();
        if (policy == OffsetsGone.FAIL) {
            throw new IOException(lost + "; keep records for longer than the longest outage, or set " + option
                    + " to report to read on at offset " + lost.next() + remark(lost));
        }
        LOG.error("{}; the job reads on at offset {}, as {} says{}.", lost, lost.next(), option, remark(lost));
    }

    /** Without a known divergence nobody can tell what was read of this log and what of the former one. */
    private static String remark(LostPosition lost) {
        return lost.isCutBack() && lost.divergence() == null ? ", and what was answered before may come again" : "";
    }
}

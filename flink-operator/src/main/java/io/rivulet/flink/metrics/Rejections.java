package io.rivulet.flink.metrics;

import io.rivulet.flink.event.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts rejections, one counter a reason: {@code reason.INVALID_SYMBOLS.rejected} and so on. */
public final class Rejections {

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    public Rejections(MetricGroup group) {
        for (Reason reason : Reason.values()) {
            counters.put(reason, group.addGroup("reason", reason.name()).counter("rejected"));
        }
    }

    /** Counts one more rejection. */
    public void count(Reason reason) {
        Objects.requireNonNull(counters.get(reason)).inc();
    }

    /** Rejections counted so far for this reason. */
    public long counted(Reason reason) {
        return Objects.requireNonNull(counters.get(reason)).getCount();
    }
}

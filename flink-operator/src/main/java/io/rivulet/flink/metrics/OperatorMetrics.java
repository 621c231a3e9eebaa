package io.rivulet.flink.metrics;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Metrics of the generating operator; one instance a task. */
public final class OperatorMetrics {

    /** Waves that the histograms look back on. */
    private static final int WINDOW = 1000;

    private final Counter stepsAbsorbed;
    private final Counter stepsGenerated;
    private final Counter stepsReprocessed;
    private final Counter sessionsForgotten;
    private final Counter requestsRepeated;
    private final Histogram waveSessions;
    private final Histogram passNanos;

    /**
     * @param fingerprint of the model that is served
     * @param stateBytesPerKey bytes of a session's state between requests, under that model
     * @param readySessions how many sessions have unfinished work
     */
    public OperatorMetrics(
            MetricGroup group, Supplier<String> fingerprint, IntSupplier stateBytesPerKey, IntSupplier readySessions) {
        stepsAbsorbed = group.counter("stepsAbsorbed");
        stepsGenerated = group.counter("stepsGenerated");
        stepsReprocessed = group.counter("stepsReprocessed");
        sessionsForgotten = group.counter("sessionsForgotten");
        requestsRepeated = group.counter("requestsRepeated");
        waveSessions = group.histogram("waveSessions", new DescriptiveStatisticsHistogram(WINDOW));
        passNanos = group.histogram("passNanos", new DescriptiveStatisticsHistogram(WINDOW));
        group.gauge("readySessions", (Gauge<Integer>) readySessions::getAsInt);
        group.gauge("modelFingerprint", (Gauge<String>) fingerprint::get);
        group.gauge("stateBytesPerKey", (Gauge<Integer>) stateBytesPerKey::getAsInt);
    }

    /** A session was erased. */
    public void forgotten() {
        sessionsForgotten.inc();
    }

    /** A prompt was dropped that repeats the session's last request. */
    public void repeated() {
        requestsRepeated.inc();
    }

    /** One pass of the model over a wave of {@code sessions} sessions, a block each, took {@code nanos} nanoseconds. */
    public void passed(int sessions, long nanos) {
        waveSessions.update(sessions);
        passNanos.update(nanos);
    }

    /**
     * A session went on.
     *
     * @param ran steps that the decoder ran over observed or emitted frames, as measured
     * @param advanced steps by which the session's position moved
     * @param generated steps of the block that was generated
     */
    public void advanced(long ran, long advanced, long generated) {
        stepsAbsorbed.inc(ran);
        stepsGenerated.inc(generated);
        stepsReprocessed.inc(ran - advanced);
    }
}

package io.rivulet.testbed.bench;

import java.util.Arrays;

/** Exact percentiles of what was waited, in seconds. */
public record Latencies(double p50, double p99, double p999) {
    private static final double NANOS = 1e9;

    /** @param nanos one for each answer, at least one; in any order, left sorted */
    public static Latencies of(long[] nanos) {
        Arrays.sort(nanos);
        return new Latencies(at(nanos, 0.5), at(nanos, 0.99), at(nanos, 0.999));
    }

    /** The smallest value that {@code share} of all do not exceed. */
    private static double at(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)] / NANOS;
    }
}

package io.rivulet.core.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Warms code up by the clock of its own thread, until it gets no faster. Vector API code that is not compiled yet is
 * ten thousand times slower than it will be, and on a busy machine compilers take their time.
 */
final class Warmth {
    private static final Duration LEAST = Duration.ofMillis(1500);
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofMillis(250);
    /** Windows without gain after which there is none to be expected. */
    private static final int SETTLED = 6;
    /** What counts as gain. */
    private static final double GAIN = 0.9;

    private Warmth() {}

    static void up(Runnable operation) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        double best = Double.POSITIVE_INFINITY;
        int without = 0;
        long spent = 0;
        while (spent < LEAST.toNanos() || without < SETTLED && spent < MOST.toNanos()) {
            double each = window(operation, threads);
            without = each < GAIN * best ? 0 : without + 1;
            best = Math.min(best, each);
            spent = threads.getCurrentThreadCpuTime() - start;
        }
    }

    /** Nanoseconds of one operation, on average over a window. */
    private static double window(Runnable operation, ThreadMXBean threads) {
        long start = threads.getCurrentThreadCpuTime();
        long spent = 0;
        int count = 0;
        while (spent < WINDOW.toNanos()) {
            operation.run();
            count++;
            spent = threads.getCurrentThreadCpuTime() - start;
        }
        return (double) spent / count;
    }
}

package io.rivulet.core.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Warms code up by the clock of its own thread. Vector API code that is not compiled yet is ten thousand times slower than
 * it will be, and on a busy machine a warm-up by the wall clock would end before the code is compiled.
 */
final class Warmth {

    private static final Duration ENOUGH = Duration.ofMillis(1500);

    private Warmth() {}

    static void up(Runnable operation) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + ENOUGH.toNanos();
        while (threads.getCurrentThreadCpuTime() < end) {
            operation.run();
        }
    }
}

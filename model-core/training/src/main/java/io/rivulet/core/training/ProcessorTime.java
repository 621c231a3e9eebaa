package io.rivulet.core.training;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;

/** Processor time of pieces of work, over all threads: what else the machine does meanwhile does not count. */
final class ProcessorTime {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicLong nanoseconds = new AtomicLong();

    /** This thread's clock, for {@link #addSince}. */
    long now() {
        return threads.getCurrentThreadCpuTime();
    }

    /** Adds what this thread has used since. */
    void addSince(long begun) {
        nanoseconds.addAndGet(now() - begun);
    }

    double seconds() {
        return nanoseconds.get() / 1e9;
    }
}

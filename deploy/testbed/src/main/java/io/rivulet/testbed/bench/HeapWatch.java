package io.rivulet.testbed.bench;

import io.rivulet.testbed.cluster.LeaderReports;
import java.io.IOException;
import java.time.Duration;

/** The least that the workers use of their heaps while it watches: what is left after a collection. */
final class HeapWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final LeaderReports heaps;
    private final Thread thread = new Thread(this::watch, "heap-watch");
    private volatile long least = Long.MAX_VALUE;
    private volatile boolean closed;

    HeapWatch(LeaderReports heaps) {
        this.heaps = heaps;
        thread.start();
    }

    /** Bytes; 0 if the leader never told. Call it once closed. */
    long leastBytes() {
        return least == Long.MAX_VALUE ? 0 : least;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void watch() {
        try {
            while (!closed) {
                look();
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            long used = heaps.usedBytes();
            if (used > 0) {
                least = Math.min(least, used);
            }
        } catch (IOException e) {
            // A leader may be too busy to answer; there is a next time.
        }
    }
}

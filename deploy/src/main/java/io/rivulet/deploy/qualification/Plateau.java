package io.rivulet.deploy.qualification;

import io.rivulet.deploy.cluster.LeaderReports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that the workers use of their heaps, window after window: what is left after a collection.
 *
 * @param mebibytes one a window
 */
record Plateau(List<Long> mebibytes) {
    static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final long NOISE = 32;

    /** Watches so many windows; returns after the last. */
    static Plateau watch(LeaderReports reports, int windows) throws InterruptedException {
        List<Long> least = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            long end = System.nanoTime() + WINDOW.toNanos();
            long bytes = Long.MAX_VALUE;
            while (System.nanoTime() < end) {
                bytes = Math.min(bytes, used(reports));
                Thread.sleep(PERIOD.toMillis());
            }
            least.add(bytes >> 20);
        }
        return new Plateau(List.copyOf(least));
    }

    /** Whether the last window is no higher than the second, but for noise; in the first, what is slow comes to rest. */
    boolean isFlat() {
        return mebibytes.get(mebibytes.size() - 1) <= mebibytes.get(1) + NOISE;
    }

    private static long used(LeaderReports reports) throws InterruptedException {
        try {
            long used = reports.usedBytes();
            return used == 0 ? Long.MAX_VALUE : used;
        } catch (IOException e) {
            // A leader may be too busy to answer; there is a next time.
            return Long.MAX_VALUE;
        }
    }
}

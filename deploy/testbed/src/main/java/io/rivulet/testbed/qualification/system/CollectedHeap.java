package io.rivulet.testbed.qualification.system;

import io.rivulet.testbed.cluster.FlinkProcesses;
import io.rivulet.testbed.cluster.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the workers hold on their heaps, window after window: what is left after a collection that is asked for at its
 * end. By themselves they may collect more seldom, and then what they use says nothing.
 *
 * @param mebibytes one a window
 */
public record CollectedHeap(List<Long> mebibytes) {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private static final long NOISE = 32;

    /** Watches so many windows; returns after the last. */
    public static CollectedHeap watch(FlinkProcesses flink, int windows) throws IOException, InterruptedException {
        List<Long> held = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            Thread.sleep(WINDOW.toMillis());
            long used = 0;
            for (JavaProcess worker : flink.workers()) {
                used += worker.jcmd().collected().used();
            }
            held.add(used >> 20);
        }
        return new CollectedHeap(List.copyOf(held));
    }

    /**
     * Whether the last window is no higher than the second, but for noise; in the first, what is slow comes to rest.
     */
    public boolean isFlat() {
        return mebibytes.get(mebibytes.size() - 1) <= mebibytes.get(1) + NOISE;
    }
}

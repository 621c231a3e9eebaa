package io.rivulet.testbed.cluster;

import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * A Flink cluster of one machine.
 *
 * @param taskManagers processes that work
 * @param slots tasks that run at once in each
 * @param memory of each worker, all of it
 * @param backend where sessions are: {@code hashmap} or {@code rocksdb}
 * @param checkpoints time between two; with exactly-once an answer is seen when the next is complete
 */
public record FlinkLayout(int taskManagers, int slots, MemorySize memory, String backend, Duration checkpoints) {
    public FlinkLayout {
        if (taskManagers < 1 || slots < 1) {
            throw new IllegalArgumentException("a cluster has a worker with a slot or more, got " + taskManagers
                    + " workers of " + slots + "; name 1 or more of both");
        }
    }
}

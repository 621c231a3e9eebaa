package io.rivulet.testbed.cluster;

import io.rivulet.broker.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What every Flink on this machine has in common, in one process or in several. */
public final class LoopbackFlink {
    private LoopbackFlink() {}

    /** Listens on loopback alone, keeps checkpoints and scratch files in {@code folder}, and restarts a failed job. */
    public static Configuration settings(Path folder, Duration checkpoints) {
        Configuration flink = new Configuration();
        flink.set(JobManagerOptions.ADDRESS, Loopback.ADDRESS);
        flink.set(JobManagerOptions.BIND_HOST, Loopback.ADDRESS);
        flink.set(TaskManagerOptions.HOST, Loopback.ADDRESS);
        flink.set(TaskManagerOptions.BIND_HOST, Loopback.ADDRESS);
        flink.set(RestOptions.ADDRESS, Loopback.ADDRESS);
        flink.set(RestOptions.BIND_ADDRESS, Loopback.ADDRESS);
        flink.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        // It would stay in the folder of all temporary files when a process is killed.
        flink.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, location(folder.resolve("checkpoints")));
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
        flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        return flink;
    }

    /** A folder as Flink's options take it: they look like URIs, but what is escaped in those is taken literally. */
    public static String location(Path folder) {
        return new org.apache.flink.core.fs.Path(folder.toUri()).toString();
    }
}

package io.rivulet.testbed.cluster;

import io.rivulet.broker.Loopback;
import io.rivulet.flink.state.UniversalCompaction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Flink's own settings for a {@link FlinkLayout}: everything on loopback, all data in one folder. */
record FlinkConfiguration(Configuration flink, TaskExecutorProcessSpec worker) {
    /** Flink reflects into these. */
    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    /** @param more settings that win over ours */
    static FlinkConfiguration of(FlinkLayout layout, Configuration more, Path folder) throws IOException {
        List<Integer> ports = Loopback.ports(0, 0);
        Configuration flink = LoopbackFlink.settings(folder, layout.checkpoints());
        flink.set(JobManagerOptions.PORT, ports.get(0));
        flink.set(BlobServerOptions.PORT, "0");
        flink.set(RestOptions.PORT, ports.get(1));
        flink.set(RestOptions.BIND_PORT, ports.get(1).toString());
        // What the leader says of its workers is to be no older than a second.
        flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, layout.slots());
        flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, layout.memory());
        flink.set(StateBackendOptions.STATE_BACKEND, layout.backend());
        // Of a store on disk a checkpoint is to take what is new alone.
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        flink.set(RocksDBOptions.OPTIONS_FACTORY, UniversalCompaction.class.getName());
        flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
        flink.addAll(more);
        return new FlinkConfiguration(flink, TaskExecutorProcessUtils.processSpecFromConfig(flink));
    }

    /** As {@link #flink}, for a client that finds the leader by its address. */
    Configuration client() {
        Configuration client = new Configuration(flink);
        client.set(HighAvailabilityOptions.HA_MODE, "NONE");
        return client;
    }

    /** Where checkpoints of a job lie. */
    Path checkpoints(JobID job) {
        return Path.of(new org.apache.flink.core.fs.Path(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                        .getPath())
                .resolve(job.toHexString());
    }

    /** Where the leader answers requests over HTTP. */
    URI leader() {
        return URI.create("http://" + Loopback.ADDRESS + ":" + flink.get(RestOptions.PORT));
    }

    /** Options of a worker's JVM: memory as Flink divides it, and the fast arithmetic. */
    List<String> workerJvm() {
        List<String> jvm = new ArrayList<>(OPENS);
        jvm.add("--add-modules=jdk.incubator.vector");
        jvm.add("-Xmx" + worker.getJvmHeapMemorySize().getBytes());
        jvm.add("-XX:MaxDirectMemorySize=" + worker.getJvmDirectMemorySize().getBytes());
        jvm.add("-XX:MaxMetaspaceSize=" + worker.getJvmMetaspaceSize().getBytes());
        return jvm;
    }

    /** Options of the JVM that leads. */
    static List<String> leaderJvm() {
        List<String> jvm = new ArrayList<>(OPENS);
        jvm.add("-Xmx512m");
        // It does little, and is to be there soon.
        jvm.add("-XX:TieredStopAtLevel=1");
        jvm.add("-XX:+UseSerialGC");
        return jvm;
    }

    /** Arguments of Flink's programs: an empty configuration in {@code folder}, and every setting by name. */
    List<String> arguments(Path folder) {
        List<String> arguments = new ArrayList<>(List.of("--configDir", folder.toString()));
        for (Map.Entry<String, String> setting : flink.toMap().entrySet()) {
            arguments.add("-D" + setting.getKey() + "=" + setting.getValue());
        }
        return arguments;
    }

    /**
     * As {@link #arguments}, and a worker's name, and how a worker divides its memory, which its program does not find
     * out for itself.
     */
    List<String> workerArguments(Path folder, String name) {
        List<String> arguments = new ArrayList<>(arguments(folder));
        arguments.add("-D" + TaskManagerOptions.TASK_MANAGER_RESOURCE_ID.key() + "=" + name);
        arguments.addAll(List.of(TaskExecutorProcessUtils.generateDynamicConfigsStr(worker)
                .trim()
                .split("\\s+")));
        return arguments;
    }
}

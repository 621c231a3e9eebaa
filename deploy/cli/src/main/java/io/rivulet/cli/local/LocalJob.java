package io.rivulet.cli.local;

import io.rivulet.flink.job.RivuletJob;
import io.rivulet.testbed.cluster.LoopbackFlink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job as it would run on a cluster, on a Flink inside this process, with checkpoints in a folder. */
final class LocalJob implements AutoCloseable {
    /** Short, for with exactly-once an answer is seen when the next checkpoint is complete. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(250);

    private static final int RESTARTS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final MiniCluster cluster;
    private final JobID id;

    private LocalJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /** Starts the job; {@code options} are those of the job, {@code folder} is for checkpoints and scratch files. */
    static LocalJob start(Configuration options, Path folder, int parallelism) throws Exception {
        Configuration flink = flink(folder);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, flink);
        RivuletJob.build(environment, options);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
        try {
            cluster.start();
            JobID id = cluster.submitJob(environment.getStreamGraph().getJobGraph())
                    .get()
                    .getJobID();
            return new LocalJob(cluster, id);
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** Why the job ended; empty while it lives. */
    Optional<String> failure() throws InterruptedException {
        JobStatus status = status();
        if (!status.isGloballyTerminalState()) {
            return Optional.empty();
        }
        try {
            return Optional.of(cluster.requestJobResult(id)
                    .get()
                    .getSerializedThrowable()
                    .map(failure -> rootMessage(failure.deserializeError(LocalJob.class.getClassLoader())))
                    .orElse("the job is " + status));
        } catch (ExecutionException e) {
            return Optional.of(rootMessage(e));
        }
    }

    /** Without the broker its tasks would wait for minutes; then they end with the process, for nothing is kept. */
    @Override
    public void close() throws Exception {
        try {
            cluster.closeAsync().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Long enough.
        }
    }

    private JobStatus status() throws InterruptedException {
        try {
            return cluster.getJobStatus(id).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the local Flink must know its job, but does not; see the log", e);
        }
    }

    private static Configuration flink(Path folder) {
        Configuration flink = LoopbackFlink.settings(folder, CHECKPOINT_INTERVAL);
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
        return flink;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}

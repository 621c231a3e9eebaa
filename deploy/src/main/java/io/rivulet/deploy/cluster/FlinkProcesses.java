package io.rivulet.deploy.cluster;

import io.rivulet.flink.job.RivuletJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster of several processes: one that leads and some that work, all of which can be killed. */
public final class FlinkProcesses implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 100;

    private final Path folder;
    private final Path logs;
    private final FlinkLayout layout;
    private final FlinkConfiguration configuration;
    private final RestClusterClient<StandaloneClusterId> client;
    private final List<JavaProcess> workers = new ArrayList<>();
    private final JavaProcess leader;

    private FlinkProcesses(Path folder, Path logs, FlinkLayout layout, FlinkConfiguration configuration)
            throws Exception {
        this.folder = folder;
        this.logs = logs;
        this.layout = layout;
        this.configuration = configuration;
        this.client = new RestClusterClient<>(configuration.flink(), StandaloneClusterId.getInstance());
        this.leader = launchLeader();
    }

    /** Starts a cluster with its data in {@code folder}; returns when all its slots are there. */
    public static FlinkProcesses start(FlinkLayout layout, Path folder, Path logs) throws Exception {
        Files.createDirectories(logs);
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve("config.yaml"), "");
        FlinkProcesses flink = new FlinkProcesses(folder, logs, layout, FlinkConfiguration.of(layout, folder));
        try {
            for (int i = 0; i < layout.taskManagers(); i++) {
                flink.workers.add(flink.launchWorker(i));
            }
            flink.awaitSlots();
            return flink;
        } catch (Exception e) {
            flink.close();
            throw e;
        }
    }

    /** The processes that work. */
    public List<JavaProcess> workers() {
        return List.copyOf(workers);
    }

    /** What the workers use of their heaps. */
    public WorkerHeaps heaps() {
        return new WorkerHeaps(configuration.leader());
    }

    /** Puts a new process in the place of a worker that has ended. */
    public void restartWorker(int index) throws IOException {
        workers.get(index).close();
        workers.set(index, launchWorker(index));
    }

    /** Submits the job with these options; returns when all its tasks run. */
    public JobID submit(Configuration options, int parallelism) throws Exception {
        return submit(environment -> RivuletJob.build(environment, options), parallelism);
    }

    /** Submits what {@code job} lays into an environment; returns when all its tasks run. */
    public JobID submit(Consumer<StreamExecutionEnvironment> job, int parallelism) throws Exception {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration.flink());
        environment.setParallelism(parallelism);
        job.accept(environment);
        JobID id = client.submitJob(environment.getStreamGraph().getJobGraph()).get();
        await("the job must run", () -> client.getJobStatus(id).get() == JobStatus.RUNNING && allTasksRun(id));
        return id;
    }

    @Override
    public void close() {
        client.close();
        workers.forEach(JavaProcess::close);
        leader.close();
    }

    private boolean allTasksRun(JobID job) throws InterruptedException, ExecutionException {
        return client.getJobDetails(job).get().getJobVertexInfos().stream()
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    private void awaitSlots() throws Exception {
        int slots = layout.taskManagers() * layout.slots();
        await(
                "the cluster must have " + slots + " slots",
                () -> client.getClusterOverview().get().getNumSlotsTotal() >= slots);
    }

    private JavaProcess launchLeader() throws IOException {
        return JavaProcess.start(
                ClusterMember.Role.JOB_MANAGER,
                "jobmanager",
                logs,
                FlinkConfiguration.leaderJvm(),
                configuration.arguments(folder));
    }

    private JavaProcess launchWorker(int index) throws IOException {
        return JavaProcess.start(
                ClusterMember.Role.TASK_MANAGER,
                "taskmanager-" + index,
                logs,
                configuration.workerJvm(),
                configuration.workerArguments(folder));
    }

    /** Something that may not be so yet. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String rule, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (!leader.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(rule + " within " + PATIENCE.toSeconds() + " s, "
                        + (leader.isAlive() ? "it does not" : leader + " has ended") + "; see the logs in " + logs);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** While a cluster starts, or loses a member, it may not answer at all. */
    private static boolean holds(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (ExecutionException e) {
            return false;
        }
    }
}

package io.rivulet.testbed.cluster;

import io.rivulet.flink.job.RivuletJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster of several processes: one that leads and some that work, all of which can be killed. */
public final class FlinkProcesses implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final long PAUSE_MILLIS = 100;

    private final Path folder;
    private final Path logs;
    private final FlinkLayout layout;
    private final FlinkConfiguration configuration;
    private final RestClusterClient<StandaloneClusterId> client;
    private final List<JavaProcess> workers = new ArrayList<>();
    private final Map<String, String> workerEnvironment;
    private JavaProcess leader;
    private int launches;

    private FlinkProcesses(
            Path folder,
            Path logs,
            FlinkLayout layout,
            FlinkConfiguration configuration,
            Map<String, String> workerEnvironment)
            throws Exception {
        this.folder = folder;
        this.logs = logs;
        this.layout = layout;
        this.configuration = configuration;
        this.workerEnvironment = workerEnvironment;
        this.client = new RestClusterClient<>(configuration.client(), StandaloneClusterId.getInstance());
        this.leader = launchLeader();
    }

    /** Starts a cluster with its data in {@code folder}; returns when all its slots are there. */
    public static FlinkProcesses start(FlinkLayout layout, Path folder, Path logs) throws Exception {
        return start(layout, new Configuration(), Map.of(), folder, logs);
    }

    /**
     * As {@link #start(FlinkLayout, Path, Path)}.
     *
     * @param more settings of Flink that win over those of the layout
     * @param workerEnvironment variables of the workers' processes beside this process's own
     */
    public static FlinkProcesses start(
            FlinkLayout layout, Configuration more, Map<String, String> workerEnvironment, Path folder, Path logs)
            throws Exception {
        Files.createDirectories(logs);
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve("config.yaml"), "");
        FlinkProcesses flink = new FlinkProcesses(
                folder, logs, layout, FlinkConfiguration.of(layout, more, folder), workerEnvironment);
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

    /** Places in {@link #workers} of those that run tasks, by what the leader knows of them. */
    public List<Integer> busy() throws IOException, InterruptedException {
        Set<String> names = reports().busy();
        return IntStream.range(0, workers.size())
                .filter(index -> names.contains(workers.get(index).name()))
                .boxed()
                .toList();
    }

    /** What the leader knows of its workers. */
    public LeaderReports reports() {
        return new LeaderReports(configuration.leader());
    }

    /** The process that leads. */
    public JavaProcess leader() {
        return leader;
    }

    /** Puts a new leader in the place of one that has ended; without high availability it knows no job. */
    public void restartLeader() throws IOException {
        leader.close();
        leader = launchLeader();
    }

    /** The checkpoints of a job on disk. */
    public CheckpointFolders checkpoints(JobID job) {
        return new CheckpointFolders(configuration.checkpoints(job));
    }

    /** Ends a job and leaves nothing of it; returns when it has ended. */
    public void cancel(JobID job) throws Exception {
        client.cancel(job).get();
        await("a cancelled job must end", () -> client.getJobStatus(job).get().isGloballyTerminalState());
    }

    /** Ends a job with a savepoint in canonical format, which any state backend reads, and returns where that lies. */
    public String stop(JobID job) throws Exception {
        String savepoints = LoopbackFlink.location(folder.resolve("savepoints"));
        return client.stopWithSavepoint(job, false, savepoints, SavepointFormatType.CANONICAL)
                .get();
    }

    /** Puts a new process in the place of a worker that has ended. */
    public void restartWorker(int index) throws IOException {
        workers.get(index).close();
        workers.set(index, launchWorker(index));
    }

    /**
     * Puts new processes in the places of those that have ended, as whoever runs a cluster does; returns the names of
     * the old.
     */
    public List<String> restartEnded() throws IOException {
        List<String> ended = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            if (!workers.get(i).isAlive()) {
                ended.add(workers.get(i).name());
                restartWorker(i);
            }
        }
        if (!leader.isAlive()) {
            ended.add(leader.name());
            restartLeader();
        }
        return ended;
    }

    /** Submits the job with these options; returns when all its tasks run. */
    public JobID submit(Configuration options, int parallelism) throws Exception {
        return submit(environment -> RivuletJob.build(environment, options), parallelism);
    }

    /** Submits what {@code job} lays into an environment; returns when all its tasks run. */
    public JobID submit(Consumer<StreamExecutionEnvironment> job, int parallelism) throws Exception {
        return submit(job, parallelism, layout.backend(), SavepointRestoreSettings.none());
    }

    /**
     * As {@link #submit(Consumer, int)}, with another state backend than the layout's.
     *
     * @param from what the job goes on from
     */
    public JobID submit(
            Consumer<StreamExecutionEnvironment> job, int parallelism, String backend, SavepointRestoreSettings from)
            throws Exception {
        JobID id = begin(job, parallelism, backend, from);
        await("the job must run", () -> client.getJobStatus(id).get() == JobStatus.RUNNING && allTasksRun(id));
        return id;
    }

    /** As {@link #submit(Consumer, int, String, SavepointRestoreSettings)}, for a job that may never run. */
    public JobID begin(
            Consumer<StreamExecutionEnvironment> job, int parallelism, String backend, SavepointRestoreSettings from)
            throws Exception {
        Configuration settings = new Configuration(configuration.flink());
        settings.set(StateBackendOptions.STATE_BACKEND, backend);
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
        environment.setParallelism(parallelism);
        job.accept(environment);
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        graph.setSavepointRestoreSettings(from);
        return client.submitJob(graph).get();
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
                numbered("jobmanager"),
                logs,
                FlinkConfiguration.leaderJvm(),
                configuration.arguments(folder));
    }

    private JavaProcess launchWorker(int index) throws IOException {
        String name = numbered("taskmanager-" + index);
        return JavaProcess.start(
                ClusterMember.Role.TASK_MANAGER,
                name,
                logs,
                configuration.workerJvm(),
                configuration.workerArguments(folder, name),
                workerEnvironment);
    }

    /** Those that were killed keep their logs. */
    private String numbered(String name) {
        return name + "." + launches++;
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

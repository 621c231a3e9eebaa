package io.rivulet.testbed.qualification.system;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.testbed.cluster.BrokerProcess;
import io.rivulet.testbed.cluster.FlinkLayout;
import io.rivulet.testbed.cluster.FlinkProcesses;
import io.rivulet.testbed.cluster.JavaProcess;
import io.rivulet.testbed.cluster.ScratchFolder;
import io.rivulet.testbed.cluster.ZooKeeperProcess;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;

/** A broker, a ZooKeeper, a leader and three workers, of which one is to spare, each a process that can be broken. */
public final class ClusterUnderTest implements AutoCloseable {
    /** Tasks of the job, and partitions of each topic. */
    public static final int PARALLELISM = 2;

    private static final int WORKERS = PARALLELISM + 1;

    /** Shorter than Flink's 50 s, so that a run with many faults ends; what is tested does not depend on it. */
    public static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(8);

    /** As the broker calls itself. */
    public static final int BROKER_ID = 1;

    /** Time between two. */
    public static final Duration CHECKPOINTS = Duration.ofSeconds(1);

    /** Longer than any fault: prompts that the broker does not take yet wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ScratchFolder scratch;
    private final BrokerProcess broker;
    private final ZooKeeperProcess zooKeeper;
    private final FlinkProcesses flink;
    private final Bundle bundle;
    private final Path logs;

    private ClusterUnderTest(
            ScratchFolder scratch,
            BrokerProcess broker,
            ZooKeeperProcess zooKeeper,
            FlinkProcesses flink,
            Bundle bundle,
            Path logs) {
        this.scratch = scratch;
        this.broker = broker;
        this.zooKeeper = zooKeeper;
        this.flink = flink;
        this.bundle = bundle;
        this.logs = logs;
    }

    /**
     * Starts a cluster with its data in {@code folder} and its logs in {@code logs}; returns when all members are
     * there.
     */
    public static ClusterUnderTest open(ClusterSettings special, Path folder, Path logs) throws Exception {
        Bundle bundle = new BundleLocation(RivuletOptions.MODEL_PATH.defaultValue()).load();
        ScratchFolder scratch = ScratchFolder.in(folder);
        BrokerProcess broker = null;
        ZooKeeperProcess zooKeeper = null;
        try {
            broker = BrokerProcess.start(scratch.folder("broker"), special.broker(), logs);
            zooKeeper = ZooKeeperProcess.start(scratch.folder("zookeeper"), logs);
            Configuration settings = settings();
            settings.addAll(zooKeeper.settings());
            settings.addAll(special.flink());
            FlinkProcesses flink = FlinkProcesses.start(
                    new FlinkLayout(WORKERS, 1, MemorySize.parse("1g"), "hashmap", CHECKPOINTS),
                    settings,
                    special.workerEnvironment(),
                    scratch.folder("flink"),
                    logs);
            return new ClusterUnderTest(scratch, broker, zooKeeper, flink, bundle, logs);
        } catch (Exception e) {
            if (zooKeeper != null) {
                zooKeeper.close();
            }
            if (broker != null) {
                broker.close();
            }
            scratch.close();
            throw e;
        }
    }

    /** The broker. */
    public BrokerProcess broker() {
        return broker;
    }

    /** Leader and workers. */
    public FlinkProcesses flink() {
        return flink;
    }

    /** The place of a worker that has work, any of them. */
    public int busyWorker(SplittableRandom random) throws IOException, InterruptedException {
        List<Integer> busy = flink.busy();
        if (busy.isEmpty()) {
            throw new IllegalStateException("a job must run on some worker, the leader knows of none");
        }
        return busy.get(random.nextInt(busy.size()));
    }

    /** The same, but never the last one's, so that that one grows old. */
    public int busyWorkerButTheLast(SplittableRandom random) throws IOException, InterruptedException {
        int index = busyWorker(random);
        while (index == WORKERS - 1) {
            index = busyWorker(random);
        }
        return index;
    }

    /** All but ZooKeeper's. */
    public List<JavaProcess> processes() {
        List<JavaProcess> processes = new ArrayList<>(flink.workers());
        processes.add(flink.leader());
        processes.add(broker.process());
        return processes;
    }

    /** The model that jobs serve by default. */
    public Bundle bundle() {
        return bundle;
    }

    /** For clients that outlast every fault. */
    public Connection connection() {
        return new Connection(
                broker.bootstrapServers(),
                Map.of("request.timeout.ms", "5000", "reconnect.backoff.max.ms", "200", "max.poll.records", "50"),
                PATIENCE);
    }

    /** Transactions of a job that Flink calls fenced. */
    public FencedTransactions fenced(String job) throws IOException, InterruptedException, ExecutionException {
        return FencedTransactions.of(job, logs, clients());
    }

    /** Offsets of a job's prompts that its workers call gone unread. */
    public List<UnreadOffsets> unread(String job) throws IOException {
        return UnreadOffsets.of(job + "-prompts", logs);
    }

    /** Ids of a job's transactions that the broker knows now. */
    public Set<String> transactionalIds(String job) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(clients())) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(job + "-"))
                    .collect(Collectors.toSet());
        }
    }

    /** Settings of plain clients. */
    public Map<String, Object> clients() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    /** Topics of a job of its own, made now. */
    public Topics topics(String job) throws InterruptedException {
        Topics topics = new Topics(job + "-prompts", job + "-chunks", job + "-dead-letters");
        topics.create(broker.bootstrapServers(), PARALLELISM);
        return topics;
    }

    /** Options of a job of its own. */
    public Configuration options(String job, Topics topics) {
        Configuration options = new Configuration();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        options.set(RivuletOptions.PROMPT_TOPIC, topics.prompts());
        options.set(RivuletOptions.CHUNK_TOPIC, topics.chunks());
        options.set(RivuletOptions.DEAD_LETTER_TOPIC, topics.deadLetters());
        options.set(RivuletOptions.GROUP_ID, job);
        options.set(RivuletOptions.TRANSACTION_PREFIX, job);
        return options;
    }

    @Override
    public void close() throws Exception {
        flink.close();
        zooKeeper.close();
        broker.close();
        scratch.close();
    }

    private static Configuration settings() {
        Configuration flink = new Configuration();
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT);
        // The sessions lie on the heap.
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse("64m"));
        return flink;
    }
}

package io.rivulet.testbed.cluster;

import io.rivulet.broker.Listener;
import io.rivulet.broker.LocalBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** What a process of the cluster runs. It ends when its standard input does: with the process that started it. */
public final class ClusterMember {
    /** What a process may be; its name is the program's first argument. */
    enum Role {
        /** Arguments: the folder of its data, its port, and properties as {@code KEY=VALUE}. */
        BROKER,
        /** Arguments are Flink's. */
        JOB_MANAGER,
        /** Arguments are Flink's. */
        TASK_MANAGER,
        /** Arguments are those of Flink's own ZooKeeper. */
        ZOOKEEPER
    }

    private static final int ORPHANED = 3;

    private ClusterMember() {}

    /** Runs the role that the first argument names, with the others. */
    public static void main(String[] arguments) throws Exception {
        // As the process that started it.
        Locale.setDefault(Locale.ROOT);
        endWithParent();
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (Role.valueOf(arguments[0])) {
            case BROKER -> {
                LocalBroker broker = LocalBroker.start(Path.of(rest[0]), listener(rest));
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
                new CountDownLatch(1).await();
            }
            case JOB_MANAGER -> StandaloneSessionClusterEntrypoint.main(rest);
            case TASK_MANAGER -> TaskManagerRunner.main(rest);
            case ZOOKEEPER -> FlinkZooKeeperQuorumPeer.main(rest);
        }
    }

    private static Listener listener(String[] arguments) {
        Map<String, String> properties = new HashMap<>();
        for (String property : Arrays.asList(arguments).subList(2, arguments.length)) {
            int equals = property.indexOf('=');
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return new Listener("PLAINTEXT", Integer.parseInt(arguments[1]), "PLAINTEXT", properties);
    }

    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nobody writes; what counts is the end.
                        }
                    } catch (IOException e) {
                        // A broken pipe is an end as well.
                    }
                    Runtime.getRuntime().halt(ORPHANED);
                },
                "end-with-parent");
        watch.setDaemon(true);
        watch.start();
    }
}

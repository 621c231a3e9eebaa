package io.rivulet.testbed.qualification.fault;

import io.rivulet.testbed.cluster.JavaProcess;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * {@code kill -STOP}, until everybody has given the process up, and {@code kill -CONT}: it goes on as if nothing were.
 */
public enum Pause implements Fault {
    /** A worker that has work. */
    WORKER("TaskManager paused past its timeouts") {
        @Override
        JavaProcess paused(ClusterUnderTest cluster, SplittableRandom random) throws Exception {
            return cluster.flink().workers().get(cluster.busyWorker(random));
        }
    },
    /** The leader. */
    LEADER("JobManager paused past its timeouts") {
        @Override
        JavaProcess paused(ClusterUnderTest cluster, SplittableRandom random) {
            return cluster.flink().leader();
        }
    },
    /** The broker. */
    BROKER("broker paused") {
        @Override
        JavaProcess paused(ClusterUnderTest cluster, SplittableRandom random) {
            return cluster.broker().process();
        }
    };

    /** Past Flink's heartbeats and the leader's session with ZooKeeper. */
    private static final Duration LENGTH = ClusterUnderTest.HEARTBEAT_TIMEOUT.plusSeconds(5);

    private final String title;

    Pause(String title) {
        this.title = title;
    }

    abstract JavaProcess paused(ClusterUnderTest cluster, SplittableRandom random) throws Exception;

    @Override
    public String title() {
        return title;
    }

    @Override
    public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) throws Exception {
        JavaProcess process = paused(cluster, random);
        return () -> {
            process.pause();
            try {
                Thread.sleep(LENGTH.toMillis());
            } finally {
                process.resume();
            }
        };
    }
}

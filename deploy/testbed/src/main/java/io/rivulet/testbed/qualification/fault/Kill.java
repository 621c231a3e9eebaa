package io.rivulet.testbed.qualification.fault;

import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.util.SplittableRandom;

/** A process ends, {@code kill -9} unless it says otherwise, and a new one takes its place. */
public enum Kill implements Fault {
    /** A worker that has work. */
    WORKER("kill -9 TaskManager") {
        @Override
        public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) throws Exception {
            return worker(cluster, cluster.busyWorker(random));
        }
    },
    /** Never the last one, so that it grows old. */
    WORKER_BUT_THE_LAST("kill -9 TaskManager") {
        @Override
        public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) throws Exception {
            return worker(cluster, cluster.busyWorkerButTheLast(random));
        }
    },
    /** The leader. */
    LEADER("kill -9 JobManager") {
        @Override
        public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) throws Exception {
            return () -> {
                cluster.flink().leader().kill();
                cluster.flink().restartLeader();
            };
        }
    },
    /** The broker. */
    BROKER("kill -9 broker") {
        @Override
        public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) throws Exception {
            return () -> {
                cluster.broker().process().kill();
                cluster.broker().restart();
            };
        }
    },
    /** The broker, which is asked to end. */
    BROKER_GRACEFULLY("graceful restart of the broker") {
        @Override
        public Injection prepare(ClusterUnderTest cluster, SplittableRandom random) {
            return () -> cluster.broker().restart();
        }
    };

    private final String title;

    Kill(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    private static Injection worker(ClusterUnderTest cluster, int index) {
        return () -> {
            cluster.flink().workers().get(index).kill();
            cluster.flink().restartWorker(index);
        };
    }
}

package io.rivulet.testbed.qualification;

import io.rivulet.testbed.cluster.JavaProcess;
import java.time.Duration;
import java.util.SplittableRandom;

/** {@code kill -STOP}, until everybody has given the process up, and {@code kill -CONT}: it goes on as if nothing were. */
enum Pause implements Fault {
    WORKER("TaskManager paused past its timeouts") {
        @Override
        JavaProcess paused(Site site, SplittableRandom random) throws Exception {
            return site.flink().workers().get(site.busyWorker(random));
        }
    },
    LEADER("JobManager paused past its timeouts") {
        @Override
        JavaProcess paused(Site site, SplittableRandom random) {
            return site.flink().leader();
        }
    },
    BROKER("broker paused") {
        @Override
        JavaProcess paused(Site site, SplittableRandom random) {
            return site.broker().process();
        }
    };

    /** Past Flink's heartbeats and the leader's session with ZooKeeper. */
    private static final Duration LENGTH = Site.HEARTBEAT_TIMEOUT.plusSeconds(5);

    private final String title;

    Pause(String title) {
        this.title = title;
    }

    abstract JavaProcess paused(Site site, SplittableRandom random) throws Exception;

    @Override
    public String title() {
        return title;
    }

    @Override
    public Blow aim(Site site, SplittableRandom random) throws Exception {
        JavaProcess process = paused(site, random);
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

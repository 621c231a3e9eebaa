package io.rivulet.testbed.qualification;

import java.util.SplittableRandom;

/** A process ends, {@code kill -9} unless it says otherwise, and a new one takes its place. */
enum Kill implements Fault {
    WORKER("kill -9 TaskManager") {
        @Override
        public Blow aim(Site site, SplittableRandom random) throws Exception {
            int index = site.busyWorker(random);
            return () -> {
                site.flink().workers().get(index).kill();
                site.flink().restartWorker(index);
            };
        }
    },
    /** Never the last one, so that it grows old. */
    WORKER_BUT_THE_LAST("kill -9 TaskManager") {
        @Override
        public Blow aim(Site site, SplittableRandom random) throws Exception {
            int index = site.busyWorkerButTheLast(random);
            return () -> {
                site.flink().workers().get(index).kill();
                site.flink().restartWorker(index);
            };
        }
    },
    LEADER("kill -9 JobManager") {
        @Override
        public Blow aim(Site site, SplittableRandom random) throws Exception {
            return () -> {
                site.flink().leader().kill();
                site.flink().restartLeader();
            };
        }
    },
    BROKER("kill -9 broker") {
        @Override
        public Blow aim(Site site, SplittableRandom random) throws Exception {
            return () -> {
                site.broker().process().kill();
                site.broker().restart();
            };
        }
    },
    BROKER_GRACEFULLY("graceful restart of the broker") {
        @Override
        public Blow aim(Site site, SplittableRandom random) {
            return () -> site.broker().restart();
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
}

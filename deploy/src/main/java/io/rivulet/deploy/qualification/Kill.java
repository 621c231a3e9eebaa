package io.rivulet.deploy.qualification;

import java.util.SplittableRandom;

/** A process ends, {@code kill -9} unless it says otherwise, and a new one takes its place. */
enum Kill implements Fault {
    WORKER("kill -9 TaskManager") {
        @Override
        public void strike(Site site, SplittableRandom random) throws Exception {
            int index = site.busyWorker(random);
            site.flink().workers().get(index).kill();
            site.flink().restartWorker(index);
        }
    },
    /** Always the same place, so that others grow old. */
    FIRST_WORKER("kill -9 TaskManager 0") {
        @Override
        public void strike(Site site, SplittableRandom random) throws Exception {
            site.flink().workers().get(0).kill();
            site.flink().restartWorker(0);
        }
    },
    LEADER("kill -9 JobManager") {
        @Override
        public void strike(Site site, SplittableRandom random) throws Exception {
            site.flink().leader().kill();
            site.flink().restartLeader();
        }
    },
    BROKER("kill -9 broker") {
        @Override
        public void strike(Site site, SplittableRandom random) throws Exception {
            site.broker().process().kill();
            site.broker().restart();
        }
    },
    BROKER_GRACEFULLY("graceful restart of the broker") {
        @Override
        public void strike(Site site, SplittableRandom random) throws Exception {
            site.broker().restart();
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

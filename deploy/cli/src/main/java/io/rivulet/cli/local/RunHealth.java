package io.rivulet.cli.local;

import io.rivulet.testbed.cluster.DataFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether all that a run needs is still there.
 *
 * @param brokerDead true once the broker has given up
 * @param data where broker and job write
 */
record RunHealth(LocalJob job, AtomicBoolean brokerDead, Path data) {
    /** What ends the run, as a rule with what was found and the remedy; empty while nothing does. */
    Optional<String> flaw() throws InterruptedException {
        Optional<String> full = DataFolder.full(data);
        if (full.isPresent()) {
            return full;
        }
        if (brokerDead.get()) {
            return Optional.of("the broker must keep running, it gave up; see the log");
        }
        return job.failure().map(why -> "the job must keep running, it failed: " + why);
    }
}

package io.rivulet.testbed.qualification.exam;

import io.rivulet.flink.job.AbortedTransactions;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.JobVariant;
import io.rivulet.testbed.qualification.system.ClusterSettings;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.time.Duration;
import java.util.Map;

/**
 * The job is stopped with a savepoint and goes on from it when the broker has forgotten its transactions. It must say
 * so and name the option that lets it go on, and go on with that, without a loss.
 */
final class OldSavepointExam implements Exam {
    private static final ClusterSettings FORGETFUL = ClusterSettings.withBroker(Map.of(
            "transactional.id.expiration.ms",
            "6000",
            "transaction.remove.expired.transaction.cleanup.interval.ms",
            "500"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long AFTER = 100;

    @Override
    public String name() {
        return "old-savepoint";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster(FORGETFUL);
        try (JobUnderLoad job = environment.start(cluster, environment.job(cluster, name()))) {
            job.awaitAnswered(FIRST_PROMPTS);
            String savepoint = job.suspend();
            awaitForgotten(cluster);
            String refusal = job.refusal(savepoint, RivuletOptions.ABORTED_TRANSACTIONS.key());
            job.resume(savepoint, JobVariant.with(RivuletOptions.ABORTED_TRANSACTIONS, AbortedTransactions.ACCEPT));
            job.awaitAnswered(job.sent() + AFTER);
            return ExamResult.of(environment.counted(job.stop())).noting("refused first: " + refusal);
        }
    }

    private void awaitForgotten(ClusterUnderTest cluster) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!cluster.transactionalIds(name()).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the broker must forget the transactions of a job that has stopped"
                        + " within " + PATIENCE.toSeconds() + " s, it knows "
                        + cluster.transactionalIds(name()) + "; see the broker's log");
            }
            Thread.sleep(100);
        }
    }
}

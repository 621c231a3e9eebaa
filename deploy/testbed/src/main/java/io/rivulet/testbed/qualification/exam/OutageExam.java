package io.rivulet.testbed.qualification.exam;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.cluster.JavaProcess;
import io.rivulet.testbed.qualification.fault.FaultTiming;
import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.JobVariant;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.time.Duration;
import java.util.Locale;

/**
 * Broker and workers are gone for longer than the transaction timeout, from the moment on at which a checkpoint is
 * committed and its transactions are not yet. The broker then aborts them, and no checkpoint can bring their answers
 * back: the job must not go on as if nothing were. It must fail with an error that names the option.
 */
final class OutageExam implements Exam {
    private static final Duration TIMEOUT = Duration.ofSeconds(12);
    /** How often a broker looks for transactions that are open for too long, and some more. */
    private static final Duration BROKER_LOOKS = Duration.ofSeconds(14);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        JobSetup setup =
                environment.job(cluster, name()).with(JobVariant.with(RivuletOptions.TRANSACTION_TIMEOUT, TIMEOUT));
        try (JobUnderLoad job = environment.start(cluster, setup)) {
            job.awaitAnswered(FIRST_PROMPTS);
            String moment =
                    FaultTiming.AFTER_COMMIT.await(cluster.flink().checkpoints(job.job()), environment.random());
            long sent = job.sent();
            takeAway(cluster);
            String failure = failureOrAnswer(cluster, job, sent);
            ExamResult result = ExamResult.unjudged(sent)
                    .noting(String.format(
                            Locale.ROOT,
                            "broker and workers gone %s for longer than the transaction timeout of %d s",
                            moment,
                            TIMEOUT.toSeconds()));
            return failure.isEmpty()
                    ? result.noting("the job went on")
                            .breaking(job.stop().verdict().broken())
                    : result.noting("the job failed: " + failure);
        }
    }

    private static void takeAway(ClusterUnderTest cluster) throws Exception {
        cluster.broker().process().kill();
        for (JavaProcess worker : cluster.flink().workers()) {
            worker.kill();
        }
        Thread.sleep(TIMEOUT.plusSeconds(2).toMillis());
        cluster.broker().restart();
        Thread.sleep(BROKER_LOOKS.toMillis());
        for (int i = 0; i < cluster.flink().workers().size(); i++) {
            cluster.flink().restartWorker(i);
        }
    }

    /** What the leader says of a failure that names the option; empty if answers come instead. */
    private static String failureOrAnswer(ClusterUnderTest cluster, JobUnderLoad job, long sent) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (job.reader().newest() < sent) {
            for (String failure : cluster.flink().reports().failures(job.job())) {
                if (failure.contains(RivuletOptions.TRANSACTION_TIMEOUT.key())) {
                    return failure;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("after an outage the job must answer or name "
                        + RivuletOptions.TRANSACTION_TIMEOUT.key() + " within " + PATIENCE.toSeconds()
                        + " s, it did neither; see the logs of leader and workers");
            }
            Thread.sleep(200);
        }
        return "";
    }
}

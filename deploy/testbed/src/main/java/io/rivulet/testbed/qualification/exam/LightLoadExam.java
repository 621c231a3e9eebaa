package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.fault.FaultTiming;
import io.rivulet.testbed.qualification.fault.Kill;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.util.Locale;

/**
 * A job that seldom has work, and loses a worker. The transactional ids that it takes must be bounded by what it writes
 * and not grow with its checkpoints: a broker remembers each for days.
 */
final class LightLoadExam implements Exam {
    private static final double PER_SECOND = 0.15;
    private static final long PROMPTS = 12;
    private static final int SINKS = 2;
    /** Of a task of a sink each time that it starts: one to look for others, and some until its first rest. */
    private static final int AT_A_START = 5;
    /** The job's own, and after the kill. */
    private static final int STARTS = 2;
    /** Of a prompt: a record in its sink, and one more id after the rest before it. */
    private static final int OF_A_PROMPT = 2;

    @Override
    public String name() {
        return "light-load";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        LoadPlan load = new LoadPlan(environment.prompts(cluster), PER_SECOND, PROMPTS);
        try (JobUnderLoad job = environment.start(cluster, environment.job(cluster, name(), load))) {
            job.awaitAnswered(PROMPTS / 2);
            job.inject(Kill.WORKER, FaultTiming.NOW, environment.random());
            Outcome outcome = environment.counted(job.finish());
            long checkpoints = cluster.flink().checkpoints(job.job()).awaitCommit();
            int ids = cluster.transactionalIds(name()).size();
            long most = (long) SINKS * ClusterUnderTest.PARALLELISM * AT_A_START * STARTS
                    + OF_A_PROMPT * outcome.prompts() * SINKS;
            ExamResult result = ExamResult.of(outcome)
                    .noting(String.format(
                            Locale.ROOT,
                            "%d transactional ids after %d checkpoints; one for each checkpoint and task would be %d",
                            ids,
                            checkpoints,
                            checkpoints * SINKS * ClusterUnderTest.PARALLELISM));
            return ids <= most
                    ? result
                    : result.breaking("a job that seldom writes must take at most " + most
                            + " transactional ids, it took " + ids);
        }
    }
}

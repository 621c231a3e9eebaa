package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.fault.FaultTiming;
import io.rivulet.testbed.qualification.fault.Kill;
import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.JobVariant;
import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.load.PromptSeries;
import io.rivulet.testbed.qualification.oracle.Flaw;
import io.rivulet.testbed.qualification.oracle.Verdict;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Three jobs that break a promise each: the checker must see it every time. */
final class SabotageExam implements Exam {
    private static final long PROMPTS = 400;
    /** The answers to these, and the checkpoint after them, are behind when the worker is killed. */
    private static final long BEFORE_KILL = 200;

    @Override
    public String name() {
        return "sabotage";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        String victim = victim(environment.prompts(cluster));
        List<SabotagedJob> all = List.of(
                new SabotagedJob("sinks at least once", Flaw.DUPLICATE, repeated(environment, cluster)),
                new SabotagedJob(
                        "one chunk dropped",
                        Flaw.LOST,
                        of(environment, cluster, JobVariant.dropping(victim), "dropping")),
                new SabotagedJob(
                        "seeds by process",
                        Flaw.OTHER_BYTES,
                        of(environment, cluster, JobVariant.SEEDS_BY_PROCESS, "not-replayable")));
        ExamResult result = ExamResult.unjudged(3 * PROMPTS);
        for (SabotagedJob one : all) {
            result = one.addedTo(result);
        }
        return result;
    }

    /** Caught is what is seen to do what it does; whatever else is broken may be an accident. */
    private record SabotagedJob(String sabotage, Flaw flaw, Verdict verdict) {
        ExamResult addedTo(ExamResult result) {
            if (verdict.count(flaw) == 0) {
                return result.breaking("sabotage must be caught, " + sabotage + " was not: " + flaw.title() + ": 0 of "
                        + verdict.expected() + "; beside that " + verdict.broken());
            }
            String note = String.format(
                    Locale.ROOT,
                    "caught, %s: %,d of %,d %s",
                    sabotage,
                    verdict.count(flaw),
                    verdict.expected(),
                    flaw.title());
            return result.noting(note);
        }
    }

    /** Killed well after a checkpoint, when answers are out that the next job gives again. */
    private static Verdict repeated(ExamEnvironment environment, ClusterUnderTest cluster) throws Exception {
        Duration afterCommit = ClusterUnderTest.CHECKPOINTS.dividedBy(2);
        JobSetup setup = environment.job(cluster, "at-least-once").with(JobVariant.AT_LEAST_ONCE);
        try (JobUnderLoad job = environment.start(cluster, setup)) {
            job.awaitAnswered(BEFORE_KILL);
            FaultTiming.AFTER_COMMIT.await(cluster.flink().checkpoints(job.job()), environment.random());
            Thread.sleep(afterCommit.toMillis());
            job.inject(Kill.WORKER, FaultTiming.NOW, environment.random());
            return job.stop().verdict();
        }
    }

    private static Verdict of(ExamEnvironment environment, ClusterUnderTest cluster, JobVariant variant, String name)
            throws Exception {
        LoadPlan load = new LoadPlan(environment.prompts(cluster), Double.POSITIVE_INFINITY, PROMPTS);
        JobSetup setup = environment.job(cluster, name, load).with(variant);
        try (JobUnderLoad job = environment.start(cluster, setup)) {
            // A job that has not begun has lost all, and would be caught for that.
            job.awaitAnswered(0);
            return job.finishWithin(Duration.ofSeconds(8)).verdict();
        }
    }

    /** A request in the middle that is not rejected. */
    private static String victim(PromptSeries prompts) {
        long index = PROMPTS / 2;
        while (prompts.prompt(index).getModel() != null) {
            index++;
        }
        return Long.toString(index);
    }
}

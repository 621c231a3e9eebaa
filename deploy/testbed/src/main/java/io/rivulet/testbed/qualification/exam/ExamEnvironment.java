package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.load.PromptSeries;
import io.rivulet.testbed.qualification.oracle.Oracle;
import io.rivulet.testbed.qualification.oracle.PromptPositions;
import io.rivulet.testbed.qualification.system.ClusterSettings;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import io.rivulet.testbed.qualification.system.ReusedCluster;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What exams are given: a cluster, the prompts, and when faults strike. */
public final class ExamEnvironment implements AutoCloseable {
    private final ExamConditions conditions;
    private final Consumer<String> say;
    private final SplittableRandom random;
    private final ReusedCluster clusters;
    private long mostPrompts;

    /** @param say is told of what happens, line by line */
    public ExamEnvironment(ExamConditions conditions, Consumer<String> say) {
        this.conditions = conditions;
        this.say = say;
        this.random = new SplittableRandom(conditions.seed());
        this.clusters = new ReusedCluster(conditions.folder());
    }

    ExamConditions conditions() {
        return conditions;
    }

    /** Decides when and where faults strike. */
    SplittableRandom random() {
        return random;
    }

    void say(String line) {
        say.accept(line);
    }

    /** The most prompts of any job so far that an undisturbed one is to be compared with. */
    public long mostPrompts() {
        return mostPrompts;
    }

    /** A cluster without anything special. */
    public ClusterUnderTest cluster() throws Exception {
        return cluster(ClusterSettings.USUAL);
    }

    /** A cluster with these settings; it may have run other jobs before. */
    ClusterUnderTest cluster(ClusterSettings settings) throws Exception {
        return clusters.with(settings);
    }

    /** Gives the cluster up; the next exam gets another. */
    public void discardCluster() throws Exception {
        clusters.discard();
    }

    /** The prompts of every job; some have long answers among them. */
    public PromptSeries prompts(ClusterUnderTest cluster) {
        return new PromptSeries(conditions.seed(), cluster.bundle().config().frame());
    }

    /** Where the prompts of a job come to stand. */
    PromptPositions positions() {
        return new PromptPositions(ClusterUnderTest.PARALLELISM);
    }

    /** The job as users run it, at the usual load. */
    JobSetup job(ClusterUnderTest cluster, String name) {
        return job(cluster, name, LoadPlan.endless(prompts(cluster)));
    }

    /** The job as users run it, at another load. */
    public JobSetup job(ClusterUnderTest cluster, String name, LoadPlan load) {
        return JobSetup.usual(name, load, new Oracle(cluster.bundle(), positions()));
    }

    /** Starts a job and its load. */
    public JobUnderLoad start(ClusterUnderTest cluster, JobSetup setup) throws Exception {
        return new JobUnderLoad(cluster, setup, say);
    }

    /** Counts a job that the undisturbed one is to be compared with. */
    Outcome counted(Outcome outcome) {
        mostPrompts = Math.max(mostPrompts, outcome.prompts());
        return outcome;
    }

    @Override
    public void close() throws Exception {
        clusters.close();
    }
}

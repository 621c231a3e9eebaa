package io.rivulet.testbed.qualification.exam;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.testbed.qualification.fault.FaultTiming;
import io.rivulet.testbed.qualification.fault.Kill;
import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.job.RolloutDriver;
import io.rivulet.testbed.qualification.job.RolloutTopic;
import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import io.rivulet.testbed.qualification.rollout.RolloutChecker;
import io.rivulet.testbed.qualification.rollout.RolloutFindings;
import io.rivulet.testbed.qualification.rollout.RolloutHistory;
import io.rivulet.testbed.qualification.rollout.SiblingModel;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.nio.file.Path;
import java.util.List;

/**
 * Another model is rolled out, and then the former one again, with each policy, under load; once a worker is killed
 * under the other model, and the rollout in force must survive.
 */
final class RolloutExam implements Exam {
    private static final List<ModelChangePolicy> POLICIES =
            List.of(ModelChangePolicy.KEEP, ModelChangePolicy.RESET, ModelChangePolicy.REJECT);
    /** Not the policy that the job is configured with: one that has lost its rollout is known by model and policy. */
    private static final ModelChangePolicy KILLED_UNDER = ModelChangePolicy.RESET;

    @Override
    public String name() {
        return "rollout";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        String firstPath = RivuletOptions.MODEL_PATH.defaultValue();
        Path secondPath = environment.conditions().folder().resolve(name()).resolve("model");
        OracleModel first = OracleModel.of(cluster.bundle());
        OracleModel second = OracleModel.of(SiblingModel.write(secondPath, cluster.bundle()));
        RolloutHistory history = new RolloutHistory(first, configured());
        RolloutChecker checker = new RolloutChecker(history, environment.positions());
        LoadPlan load = LoadPlan.endless(environment.prompts(cluster).withLongAnswers());
        try (RolloutTopic topic = RolloutTopic.create(cluster, name() + "-control");
                JobUnderLoad job = environment.start(
                        cluster, JobSetup.usual(name(), load, checker).with(topic.reader()))) {
            RolloutDriver driver = new RolloutDriver(job, topic, history, environment::say);
            job.awaitAnswered(RolloutDriver.BETWEEN);
            for (ModelChangePolicy policy : POLICIES) {
                driver.rollOut(second, secondPath.toString(), policy);
                if (policy == KILLED_UNDER) {
                    job.inject(Kill.WORKER, FaultTiming.BEFORE_COMMIT, environment.random());
                    job.awaitAnswered(job.sent() + RolloutDriver.BETWEEN);
                }
                driver.rollOut(first, firstPath, policy);
            }
            Outcome outcome = job.stop();
            RolloutFindings findings = checker.findings();
            return ExamResult.of(outcome)
                    .noting(findings.notes())
                    .breaking(findings.broken())
                    .notRepeatable();
        }
    }

    private static ModelChangePolicy configured() {
        return ModelChangePolicy.valueOf(
                RivuletOptions.MODEL_CHANGE.defaultValue().name());
    }
}

package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.fault.Fault;
import io.rivulet.testbed.qualification.fault.FaultTiming;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.system.ClusterSettings;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import io.rivulet.testbed.qualification.system.FencedTransactions;
import java.util.List;
import java.util.Locale;

/**
 * Faults under load, at critical moments and at random ones, in turns.
 *
 * @param settings of the cluster
 * @param faults that take turns
 */
record FaultExam(String name, ClusterSettings settings, List<Fault> faults) implements Exam {

    FaultExam(String name, Fault fault) {
        this(name, ClusterSettings.USUAL, List.of(fault));
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster(settings);
        try (JobUnderLoad job = environment.start(cluster, environment.job(cluster, name))) {
            job.awaitAnswered(FIRST_PROMPTS);
            for (int i = 0; i < environment.conditions().faults(); i++) {
                job.inject(faults.get(i % faults.size()), FaultTiming.ofFault(i), environment.random());
            }
            Outcome outcome = environment.counted(job.stop());
            return ExamResult.of(outcome).noting(notes(cluster.fenced(name)));
        }
    }

    private static List<String> notes(FencedTransactions fenced) {
        if (fenced.said() == 0) {
            return List.of();
        }
        return List.of(String.format(
                Locale.ROOT,
                "Flink's log calls %d transactions fenced, \"most likely data loss\", %d times; the broker has"
                        + " committed %d of them",
                fenced.committed() + fenced.others(),
                fenced.said(),
                fenced.committed()));
    }
}

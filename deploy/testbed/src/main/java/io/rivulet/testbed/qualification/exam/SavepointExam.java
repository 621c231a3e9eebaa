package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.job.Deployment;
import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.util.List;

/** The job is stopped with a savepoint and goes on from it elsewhere, again and again, under load. */
final class SavepointExam implements Exam {
    private static final long BETWEEN = 200;
    /** Where the job goes on; it begins as the first. */
    private static final List<Deployment> CHAIN = List.of(
            new Deployment(1, "hashmap"),
            new Deployment(2, "hashmap"),
            new Deployment(3, "hashmap"),
            new Deployment(1, "hashmap"),
            new Deployment(2, "rocksdb"),
            new Deployment(3, "rocksdb"),
            new Deployment(2, "hashmap"));

    @Override
    public String name() {
        return "savepoints";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        JobSetup setup = environment.job(cluster, name()).with(CHAIN.get(0));
        try (JobUnderLoad job = environment.start(cluster, setup)) {
            job.awaitAnswered(BETWEEN);
            for (Deployment next : CHAIN.subList(1, CHAIN.size())) {
                job.moveTo(next);
                job.awaitAnswered(job.sent() + BETWEEN);
            }
            return ExamResult.of(environment.counted(job.stop()));
        }
    }
}

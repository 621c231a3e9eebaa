package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.job.OutputReader;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.time.Duration;
import java.util.Locale;

/** A reader that takes far less than is written, for a while: it must miss nothing, and nobody must wait for it. */
final class SlowConsumerExam implements Exam {
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(25);

    @Override
    public String name() {
        return "slow-consumer";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        try (JobUnderLoad job = environment.start(cluster, environment.job(cluster, name()))) {
            job.awaitAnswered(FIRST_PROMPTS);
            OutputReader slow = job.reader();
            int before = slow.output().count();
            slow.rest(REST);
            Thread.sleep(LENGTH.toMillis());
            int taken = slow.output().count() - before;
            slow.rest(Duration.ZERO);
            Outcome outcome = environment.counted(job.stop());
            String note = String.format(
                    Locale.ROOT,
                    "in %d s the consumer took %d records, of %d of the whole job",
                    LENGTH.toSeconds(),
                    taken,
                    outcome.verdict().expected());
            return ExamResult.of(outcome).noting(note);
        }
    }
}

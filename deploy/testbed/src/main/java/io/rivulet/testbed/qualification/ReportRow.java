package io.rivulet.testbed.qualification;

import io.rivulet.testbed.bench.Latencies;
import io.rivulet.testbed.qualification.exam.ExamResult;
import io.rivulet.testbed.qualification.job.InjectedFault;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one exam, and how long it took.
 *
 * @param exam what {@code --only} calls it
 */
record ReportRow(String exam, ExamResult result, double seconds) {
    private static final double NANOS = 1e9;

    /** Times until answers came again; null if nothing was injected. */
    @Nullable
    Latencies recovery() {
        List<InjectedFault> faults = result.faults();
        if (faults.isEmpty()) {
            return null;
        }
        return Latencies.of(faults.stream()
                .mapToLong(fault -> (long) (fault.recoverySeconds() * NANOS))
                .toArray());
    }

    /** This, compared with a run of the same prompts that nothing disturbed. */
    ReportRow comparedWith(RecordedOutput undisturbed) {
        return new ReportRow(exam, result.comparedWith(undisturbed), seconds);
    }
}

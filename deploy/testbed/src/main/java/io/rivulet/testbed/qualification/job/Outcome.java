package io.rivulet.testbed.qualification.job;

import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import io.rivulet.testbed.qualification.oracle.Verdict;
import java.util.List;

/**
 * What came out of a job.
 *
 * @param prompts sent
 * @param faults what was injected on the way
 * @param ended processes that ended by themselves, a line each
 */
public record Outcome(
        long prompts, Verdict verdict, RecordedOutput output, List<InjectedFault> faults, List<String> ended) {
    public Outcome {
        faults = List.copyOf(faults);
        ended = List.copyOf(ended);
    }
}

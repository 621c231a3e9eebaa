package io.rivulet.testbed.qualification.oracle;

import io.rivulet.schemas.event.PromptEvent;

/** Is shown every prompt of a job as it is sent, and says at the end whether the output is what it must be. */
public interface OutputChecker {
    /** Takes the next prompt of the series. */
    void take(PromptEvent prompt);

    /** Prompts taken. */
    long prompts();

    /** Whether as much has come as must; called once all prompts are taken. */
    boolean isComplete(RecordedOutput output);

    /** What is to be said of an output to the prompts taken. */
    Verdict verdict(RecordedOutput output);
}

package io.rivulet.testbed.qualification;

import io.rivulet.schemas.event.PromptEvent;

/** Is shown every prompt of a trial as it is sent, and says at the end whether the output is what it must be. */
interface Judge {
    /** Takes the next prompt of the script. */
    void take(PromptEvent prompt);

    /** Prompts taken. */
    long prompts();

    /** Whether as much has come as must; called once all prompts are taken. */
    boolean isComplete(Recording recording);

    /** What is to be said of an output to the prompts taken. */
    Verdict verdict(Recording recording);
}

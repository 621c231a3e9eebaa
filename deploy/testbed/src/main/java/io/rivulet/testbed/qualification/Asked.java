package io.rivulet.testbed.qualification;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.WireSymbols;
import java.util.Objects;

/** A prompt, and where it stands in its topic. */
record Asked(PromptEvent prompt, SourcePosition source) {

    /** Its number in the script. */
    long number() {
        return Long.parseLong(prompt.getRequestId());
    }

    String session() {
        return prompt.getSessionId();
    }

    /** The symbols that it brings, none if it brings none. */
    float[] observed() {
        Object observed = prompt.getObserved();
        return observed == null ? new float[0] : WireSymbols.floats(observed);
    }

    /** Steps of a block of its answer. */
    int blockSteps() {
        return Objects.requireNonNullElse(prompt.getBlockSteps(), RivuletOptions.BLOCK_STEPS.defaultValue());
    }

    /** The dead letter that it becomes if it is rejected for this reason. */
    Answer rejected(RejectionReason reason) {
        return Answer.of(RejectedPrompt.newBuilder()
                .setSource(source)
                .setSessionId(prompt.getSessionId())
                .setRequestId(prompt.getRequestId())
                .setReason(reason)
                .setMessage("")
                .build());
    }
}

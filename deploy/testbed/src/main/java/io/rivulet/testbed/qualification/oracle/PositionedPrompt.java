package io.rivulet.testbed.qualification.oracle;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.WireSymbols;
import java.util.Objects;

/** A prompt, and where it stands in its topic. */
public record PositionedPrompt(PromptEvent event, SourcePosition source) {

    /** Its number in the series. */
    public long number() {
        return Long.parseLong(event.getRequestId());
    }

    /** Its session's id. */
    public String session() {
        return event.getSessionId();
    }

    /** Whether it names a model; those of a series that do name one that is not there. */
    public boolean namesModel() {
        return event.getModel() != null;
    }

    /** The symbols that it brings, none if it brings none. */
    float[] observed() {
        Object observed = event.getObserved();
        return observed == null ? new float[0] : WireSymbols.floats(observed);
    }

    /** Steps of a block of its answer. */
    int blockSteps() {
        return Objects.requireNonNullElse(event.getBlockSteps(), RivuletOptions.BLOCK_STEPS.defaultValue());
    }

    /** The dead letter that it becomes if it is rejected for this reason. */
    public OutputRecord rejected(RejectionReason reason) {
        return OutputRecord.of(RejectedPrompt.newBuilder()
                .setSource(source)
                .setSessionId(event.getSessionId())
                .setRequestId(event.getRequestId())
                .setReason(reason)
                .setMessage("")
                .build());
    }
}

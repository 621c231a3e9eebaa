package io.rivulet.flink.state;

import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.SessionStart;

/**
 * A request that is not answered to its end.
 *
 * @param session how it stands now
 * @param prompt the request; its symbols are absorbed before block 0 and gone afterwards
 * @param start how the session stood when the request began
 * @param blockSteps steps of a block
 * @param pending symbols of an unfinished frame that stood before block 0, once the prompt's are absorbed
 * @param nextBlock the block to generate next; 0 before anything was absorbed
 */
public record OpenRequest(
        StoredSession session, Prompt prompt, SessionStart start, int blockSteps, int pending, int nextBlock) {

    public OpenRequest {
        if (blockSteps < 1 || pending < 0 || pending >= session.model().frame() || nextBlock < 0) {
            throw new IllegalArgumentException("a request must have blocks of at least 1 step and fewer symbols pending"
                    + " than a frame has, got " + blockSteps + " steps, " + pending + " pending, block " + nextBlock
                    + "; open requests through the answerer");
        }
    }

    /** Whether nothing of this request is done yet. */
    public boolean untouched() {
        return nextBlock == 0;
    }

    /** About how many steps its next block takes. */
    public long stepsAhead() {
        int frame = session.model().frame();
        return blockSteps + (long) prompt.observedCount() / frame;
    }

    /** This request after its next block, which left the session as {@code after}. */
    public OpenRequest next(StoredSession after, int pendingAtStart) {
        return new OpenRequest(after, prompt.absorbed(), start, blockSteps, pendingAtStart, nextBlock + 1);
    }

    /** This request with its session as another model takes it over. */
    public OpenRequest with(StoredSession taken) {
        return new OpenRequest(taken, prompt, start, blockSteps, pending, nextBlock);
    }
}

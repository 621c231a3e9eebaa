package io.rivulet.testbed.qualification.rollout;

import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.oracle.PartialAnswer;
import io.rivulet.testbed.qualification.oracle.PositionedPrompt;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout makes of an answer next: a chunk, or the dead letter that ends it.
 *
 * @param model that the rollout names
 * @param after the answer with the chunk; null if it is the dead letter
 */
record NextRecord(
        OracleModel model, OutputRecord record, @Nullable PartialAnswer after) {

    /**
     * A session after a chunk.
     *
     * @param maker of the chunk, and so of the state
     */
    record LeftSession(OracleModel maker, SessionState state) {}

    /**
     * An answer under way.
     *
     * @param left the session as the last chunk left it; null before the session's first
     * @param begun the answer with the chunks so far; null if there are none
     */
    record Progress(
            PositionedPrompt prompt,
            @Nullable LeftSession left,
            @Nullable PartialAnswer begun) {}

    /** The next record of an answer. */
    static NextRecord of(IssuedRollout rollout, Progress progress) {
        PartialAnswer from = answer(rollout, progress);
        if (from == null) {
            return new NextRecord(rollout.model(), progress.prompt().rejected(RejectionReason.MODEL_MISMATCH), null);
        }
        PartialAnswer.Next next = from.next(rollout.model());
        return new NextRecord(rollout.model(), OutputRecord.of(next.chunk()), next.answer());
    }

    /** Whether that record claims to be this one: a chunk by the same model, or a dead letter like this one. */
    boolean isClaimedBy(OutputRecord seen) {
        return record.lane().equals(seen.lane()) && record.model().equals(seen.model());
    }

    /** Whether that record is this one, byte by byte. */
    boolean gives(OutputRecord seen) {
        return record.digest().equals(seen.digest());
    }

    private static @Nullable PartialAnswer answer(IssuedRollout rollout, Progress progress) {
        LeftSession left = progress.left();
        PartialAnswer begun = progress.begun();
        if (begun == null || left == null) {
            return opened(rollout, progress.prompt(), left);
        }
        // Whoever has begun to be answered is not started anew.
        return rollout.goesOnFrom(left.maker()) ? begun : null;
    }

    private static @Nullable PartialAnswer opened(
            IssuedRollout rollout, PositionedPrompt prompt, @Nullable LeftSession left) {
        SessionState anew = rollout.model().generator().start();
        if (prompt.event().getReset()) {
            return PartialAnswer.to(prompt, SessionStart.RESET, anew);
        }
        if (left == null) {
            return PartialAnswer.to(prompt, SessionStart.NEW, anew);
        }
        if (rollout.goesOnFrom(left.maker())) {
            return PartialAnswer.to(prompt, SessionStart.RESUMED, left.state());
        }
        return rollout.policy() == ModelChangePolicy.RESET
                ? PartialAnswer.to(prompt, SessionStart.MODEL_CHANGED, anew)
                : null;
    }
}

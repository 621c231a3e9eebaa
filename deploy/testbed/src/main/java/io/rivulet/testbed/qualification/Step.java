package io.rivulet.testbed.qualification;

import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SessionStart;
import org.jspecify.annotations.Nullable;

/**
 * What an order makes of the next moment of an answer: a chunk, or the dead letter that ends it.
 *
 * @param model that the order names
 * @param after the answer with the chunk; null if it is the dead letter
 */
record Step(OracleModel model, Answer answer, @Nullable OracleAnswer after) {

    /**
     * A session after a chunk.
     *
     * @param maker of the chunk, and so of the state
     */
    record Rest(OracleModel maker, SessionState state) {}

    /**
     * The next step of an answer.
     *
     * @param rest the session as the last chunk left it; null before the first
     * @param begun the answer with the chunks so far; null if there are none
     */
    static Step of(Order order, Asked asked, @Nullable Rest rest, @Nullable OracleAnswer begun) {
        OracleAnswer from = begun == null || rest == null ? opened(order, asked, rest) : goesOn(order, rest, begun);
        if (from == null) {
            return new Step(order.model(), asked.rejected(RejectionReason.MODEL_MISMATCH), null);
        }
        OracleAnswer.Part part = from.next(order.model());
        return new Step(order.model(), Answer.of(part.chunk()), part.rest());
    }

    /** Whether that record claims to be this step: a chunk by the same model, or a dead letter like this one. */
    boolean isClaimedBy(Answer seen) {
        return answer.lane().equals(seen.lane()) && answer.model().equals(seen.model());
    }

    /** Whether that record is this step, byte by byte. */
    boolean gives(Answer seen) {
        return answer.digest().equals(seen.digest());
    }

    private static @Nullable OracleAnswer opened(Order order, Asked asked, @Nullable Rest rest) {
        SessionState anew = order.model().generator().start();
        if (asked.prompt().getReset()) {
            return OracleAnswer.to(asked, SessionStart.RESET, anew);
        }
        if (rest == null) {
            return OracleAnswer.to(asked, SessionStart.NEW, anew);
        }
        if (order.goesOnFrom(rest.maker())) {
            return OracleAnswer.to(asked, SessionStart.RESUMED, rest.state());
        }
        return order.policy() == ModelChangePolicy.RESET
                ? OracleAnswer.to(asked, SessionStart.MODEL_CHANGED, anew)
                : null;
    }

    /** Whoever has begun to be answered is not started anew. */
    private static @Nullable OracleAnswer goesOn(Order order, Rest rest, OracleAnswer begun) {
        return order.goesOnFrom(rest.maker()) ? begun : null;
    }
}

package io.rivulet.flink.serving;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.state.OpenRequest;
import io.rivulet.flink.state.StoredSession;
import org.jspecify.annotations.Nullable;

/** What came of a request's part in a wave. */
sealed interface Outcome {

    /** Moves the session, which is the current key, and then puts out what is to be said of it. */
    void settle(Session asked, Outputs outputs) throws Exception;

    /**
     * A chunk.
     *
     * @param session as the chunk left it
     * @param rest what is left of the request; null if the chunk ends it
     * @param stepsAdvanced steps by which the session's position moved
     * @param stepsGenerated steps of the block, 0 if nothing was to be generated
     */
    record Answered(
            Chunk chunk, StoredSession session, @Nullable OpenRequest rest, long stepsAdvanced, int stepsGenerated)
            implements Outcome {

        @Override
        public void settle(Session asked, Outputs outputs) throws Exception {
            asked.proceed(session, rest);
            outputs.answer(chunk, stepsAdvanced, stepsGenerated);
        }
    }

    /** The model could not go on; the session stands as before. */
    record Refused(Prompt prompt, Refusal refusal) implements Outcome {

        @Override
        public void settle(Session asked, Outputs outputs) throws Exception {
            asked.giveUp();
            outputs.reject(Rejection.of(prompt, refusal));
        }
    }
}

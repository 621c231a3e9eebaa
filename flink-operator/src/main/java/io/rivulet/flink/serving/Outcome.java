package io.rivulet.flink.serving;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.state.OpenRequest;
import io.rivulet.flink.state.StoredSession;
import org.jspecify.annotations.Nullable;

/** What came of a request's part in a wave. */
sealed interface Outcome {

    /**
     * A chunk.
     *
     * @param session as the chunk left it
     * @param rest what is left of the request; null if the chunk ends it
     * @param stepsGenerated steps of the block, 0 if nothing was to be generated
     */
    record Answered(
            Chunk chunk, StoredSession session, @Nullable OpenRequest rest, int stepsGenerated) implements Outcome {}

    /** The model could not go on; the session stands as before. */
    record Refused(Refusal refusal) implements Outcome {}
}

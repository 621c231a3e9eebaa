package io.rivulet.flink.state;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a session, without anything that it has seen.
 *
 * @param fingerprint of the model that made its state; null if it has none, but prompts that wait
 * @param steps behind the state
 * @param symbolsPending symbols of an unfinished frame
 * @param openRequest request id of the answer under way; null if there is none
 * @param nextBlock of that answer, from 1; 0 without one
 * @param waiting prompts that wait for their turn
 * @param bytes of all of it, as it is serialized
 */
public record KeptSession(
        String sessionId,
        @Nullable String fingerprint,
        long steps,
        int symbolsPending,
        @Nullable String openRequest,
        int nextBlock,
        int waiting,
        long bytes) {

    public KeptSession {
        if (steps < 0 || symbolsPending < 0 || nextBlock < 0 || waiting < 0 || bytes < 0) {
            throw new IllegalArgumentException("what is kept of a session must be counted from 0, got " + steps
                    + " steps, " + symbolsPending + " symbols, block " + nextBlock + ", " + waiting + " waiting, "
                    + bytes + " bytes; count what the state has");
        }
    }
}

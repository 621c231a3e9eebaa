package io.rivulet.flink.event;

/**
 * One generated block of the answer to a prompt; a prompt that asks for no symbols is answered by one chunk without
 * any. So is one that asks to forget the session.
 *
 * @param model name of the model that answered
 * @param fingerprint of that model, 64 lower-case hexadecimal digits
 * @param index of this chunk within the answer, from 0
 * @param count chunks in the whole answer, at least 1
 * @param position index within the session of the first symbol of this chunk
 * @param sessionStart how the session stood when the request began
 * @param stepsAbsorbed steps that the decoder ran over observed or emitted frames to make this chunk
 * @param forgotten whether this chunk confirms that the session is erased
 */
public record Chunk(
        Origin origin,
        String model,
        String fingerprint,
        int index,
        int count,
        long position,
        Symbols symbols,
        SessionStart sessionStart,
        long stepsAbsorbed,
        boolean forgotten) {

    public Chunk {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("a chunk's index must be from 0 to its count less 1, got " + index
                    + " of " + count + "; number the chunks of an answer from 0");
        }
        if (position < 0 || stepsAbsorbed < 0) {
            throw new IllegalArgumentException("position and steps must not be negative, got position " + position
                    + " and " + stepsAbsorbed + " steps; take both from the session's state");
        }
    }

    /** A chunk that tells how an answer went on. */
    public Chunk(
            Origin origin,
            String model,
            String fingerprint,
            int index,
            int count,
            long position,
            Symbols symbols,
            SessionStart sessionStart,
            long stepsAbsorbed) {
        this(origin, model, fingerprint, index, count, position, symbols, sessionStart, stepsAbsorbed, false);
    }

    /** Whether this chunk ends the answer. */
    public boolean last() {
        return index == count - 1;
    }
}

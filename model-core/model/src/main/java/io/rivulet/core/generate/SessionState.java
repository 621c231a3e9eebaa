package io.rivulet.core.generate;

import java.util.Arrays;

/**
 * All that is kept of a sequence: the recurrent state, how many frames are behind it, and the symbols of a
 * frame that is not finished. Immutable; its size does not depend on the length of the sequence.
 *
 * <p>The recurrent state is [layers, 2 * states], real halves first, of the decoder and then of a partial posterior,
 * where there is one; after them the emission's memory.
 */
public final class SessionState {
    private final long steps;
    private final float[] recurrent;
    private final float[] partial;

    /**
     * @param recurrent is copied
     * @param steps frames behind the state
     * @param partial symbols that no pass has seen yet, fewer than a frame; is copied
     */
    public SessionState(float[] recurrent, long steps, float[] partial) {
        this(steps, recurrent.clone(), partial.clone());
    }

    /** A session of these very arrays, which the caller must not touch again. */
    public static SessionState adopt(float[] recurrent, long steps, float[] partial) {
        return new SessionState(steps, recurrent, partial);
    }

    private SessionState(long steps, float[] recurrent, float[] partial) {
        if (steps < 0) {
            throw new IllegalArgumentException(
                    "steps behind a session must be 0 or more, got " + steps + "; start the session anew");
        }
        this.steps = steps;
        this.recurrent = recurrent;
        this.partial = partial;
    }

    /**
     * This session {@code more} steps later: with the numbers from {@code at}, and the symbols in [from, to) pending.
     */
    SessionState later(long more, float[] numbers, int at, float[] symbols, int from, int to) {
        return new SessionState(
                steps + more,
                Arrays.copyOfRange(numbers, at, at + recurrent.length),
                Arrays.copyOfRange(symbols, from, to));
    }

    /** A copy. */
    public float[] recurrent() {
        return recurrent.clone();
    }

    /** Numbers of the recurrent state. */
    public int numbers() {
        return recurrent.length;
    }

    /** One number of the recurrent state. */
    public float number(int i) {
        return recurrent[i];
    }

    /** Frames behind the state. */
    public long steps() {
        return steps;
    }

    /** A copy. */
    public float[] partial() {
        return partial.clone();
    }

    /** Symbols of the unfinished frame. */
    public int pending() {
        return partial.length;
    }

    /** One symbol of the unfinished frame. */
    public float pending(int i) {
        return partial[i];
    }

    /** Symbols seen in all, where a step is a frame of {@code frame} symbols. */
    public long symbols(int frame) {
        return steps * frame + partial.length;
    }

    void copyRecurrent(float[] to, int offset) {
        System.arraycopy(recurrent, 0, to, offset, recurrent.length);
    }

    void copyPartial(float[] to, int offset) {
        System.arraycopy(partial, 0, to, offset, partial.length);
    }

    /** Refuses a state that another architecture left behind. */
    void requireFit(int stateFloats, int frame) {
        if (recurrent.length != stateFloats || partial.length >= frame) {
            throw new IllegalArgumentException("a session's state must hold " + stateFloats
                    + " numbers and fewer than " + frame + " pending symbols, got " + recurrent.length + " and "
                    + partial.length + "; start the session anew with this model");
        }
    }

    /** Equal bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SessionState state
                && steps == state.steps
                && Arrays.equals(recurrent, state.recurrent)
                && Arrays.equals(partial, state.partial);
    }

    @Override
    public int hashCode() {
        return (31 * Arrays.hashCode(recurrent) + Long.hashCode(steps)) * 31 + Arrays.hashCode(partial);
    }

    @Override
    public String toString() {
        return "SessionState[steps=" + steps + ", pending=" + partial.length + "]";
    }
}

package io.rivulet.core.generate;

/**
 * Symbols that a session shows.
 *
 * @param symbols any number of them, in the units of the data; the array is read during the call and not kept
 */
public record AbsorbRequest(SessionState state, float[] symbols) {}

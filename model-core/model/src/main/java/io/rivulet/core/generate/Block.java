package io.rivulet.core.generate;

/**
 * One generated block.
 *
 * @param state the session after it
 * @param symbols the new symbols, in the units of the data; the caller's own array
 * @param stepsAbsorbed frames that the anchoring pass ran over, as counted in the pass
 */
public record Block(SessionState state, float[] symbols, int stepsAbsorbed) {}

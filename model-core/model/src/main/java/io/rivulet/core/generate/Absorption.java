package io.rivulet.core.generate;

/**
 * A session after symbols were absorbed.
 *
 * @param stepsAbsorbed frames that the decoder ran over, as counted in the pass
 */
public record Absorption(SessionState state, int stepsAbsorbed) {}

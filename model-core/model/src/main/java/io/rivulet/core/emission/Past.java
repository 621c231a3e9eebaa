package io.rivulet.core.emission;

import io.rivulet.core.layers.Segments;

/**
 * What emission heads may know of the symbols before a block: how the stacked rows divide into segments, and the
 * numbers that the session of each keeps for its {@link SymbolMemory}: those of segment s begin at {@code s * stride +
 * offset}.
 */
public record Past(Segments segments, float[] states, int stride, int offset) {}

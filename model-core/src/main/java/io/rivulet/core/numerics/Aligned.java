package io.rivulet.core.numerics;

/**
 * Arrays whose vectors do not straddle cache lines, which would halve the speed of a loop over them. G1 begins a large
 * array at the begin of a region, so that the first line after the array's header of 16 bytes is 12 floats away.
 */
final class Aligned {
    /** Where the first line begins. */
    static final int FIRST = 12;

    /** Half of the largest region. */
    private static final int LARGE = 1 << 22;

    private Aligned() {}

    /** Room for {@code count} floats from {@link #FIRST}. */
    static float[] floats(int count) {
        return new float[Math.max(LARGE, Math.addExact(FIRST, count))];
    }
}

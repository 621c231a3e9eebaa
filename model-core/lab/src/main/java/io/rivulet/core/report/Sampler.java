package io.rivulet.core.report;

/** Generates images, whole or what is left of them, the same for the same seed. */
interface Sampler {

    /** How, in words. */
    String how();

    /** Steps of a block. */
    int block();

    /**
     * Completes in place: symbols [count, length], of which the first {@code given} of each stay.
     *
     * @param together images side by side
     */
    void complete(float[] symbols, int count, int given, int together, long seed);
}

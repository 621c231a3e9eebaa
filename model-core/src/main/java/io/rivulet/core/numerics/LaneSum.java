package io.rivulet.core.numerics;

import java.util.Arrays;

/**
 * A sum over a row in an order that vectors of any width can follow: sixteen partial sums, the i-th value going to sum
 * {@code i % 16}, and then halves added to halves.
 */
final class LaneSum {
    static final int LANES = 16;

    /** Of the threads that calculate, one each. */
    private static final ThreadLocal<float[]> OWN = ThreadLocal.withInitial(() -> new float[LANES]);

    private LaneSum() {}

    /** Room for one vector of the calling thread, until it next asks: holds whatever it held. */
    static float[] lanes() {
        return OWN.get();
    }

    static void clear(float[] lanes) {
        Arrays.fill(lanes, 0f);
    }

    /** The sum of all lanes; overwrites them. */
    static float total(float[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }

    /** 1 / sqrt(mean of squares + epsilon), of the squares summed in {@code lanes}. */
    static float inverseDeviation(float[] lanes, int width) {
        return 1f / (float) Math.sqrt(total(lanes) / width + Elementary.NORM_EPSILON);
    }
}

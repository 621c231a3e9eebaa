package io.rivulet.core.numerics;

import java.util.Arrays;

/**
 * A sum over a row in an order that vectors of any width can follow: sixteen partial sums, the i-th value going to sum
 * {@code i % 16}, and then halves added to halves.
 */
public final class LaneSum {
    public static final int LANES = 16;

    /** Of the threads that calculate, one each. */
    private static final ThreadLocal<float[]> OWN = ThreadLocal.withInitial(() -> new float[LANES]);

    private LaneSum() {}

    /** Room for one vector of the calling thread, until it next asks: holds whatever it held. */
    public static float[] lanes() {
        return OWN.get();
    }

    public static void clear(float[] lanes) {
        Arrays.fill(lanes, 0f);
    }

    /** The sum of all lanes. */
    public static float total(float[] lanes) {
        return total(lanes, 0);
    }

    /**
     * The sum of all lanes from {@code at}. Written out, so that no partial sum goes through memory: a row's end waits
     * for it.
     */
    static float total(float[] lanes, int at) {
        float l0 = lanes[at] + lanes[at + 8];
        float l1 = lanes[at + 1] + lanes[at + 9];
        float l2 = lanes[at + 2] + lanes[at + 10];
        float l3 = lanes[at + 3] + lanes[at + 11];
        float l4 = lanes[at + 4] + lanes[at + 12];
        float l5 = lanes[at + 5] + lanes[at + 13];
        float l6 = lanes[at + 6] + lanes[at + 14];
        float l7 = lanes[at + 7] + lanes[at + 15];
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }

    /** 1 / sqrt(mean of squares + epsilon), of the squares summed in {@code lanes} from {@code at}. */
    public static float inverseDeviation(float[] lanes, int at, int width) {
        return 1f / (float) Math.sqrt(total(lanes, at) / width + Elementary.NORM_EPSILON);
    }
}

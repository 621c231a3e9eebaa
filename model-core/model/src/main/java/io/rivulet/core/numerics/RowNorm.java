package io.rivulet.core.numerics;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#layerNorm} in sweeps over some rows: the partial sums of all, their means, the partial sums of all
 * squares, and so on. Row by row every step would wait for the one before it, and what adds sixteen partial sums up
 * takes as long as a row.
 */
public final class RowNorm {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final int LANES = LaneSum.LANES;
    /** Whether two vectors hold the partial sums of a row; both chains in one loop do not wait for each other. */
    private static final boolean TWO_VECTORS = 2 * W == LANES;

    /** Rows of a sweep: few enough to be in near caches still when the next sweep comes. */
    private static final int ROWS = 32;

    /** Of the threads that calculate, one each: partial sums of rows, and then their means and scales. */
    private static final ThreadLocal<float[]> ROOM = ThreadLocal.withInitial(() -> new float[ROWS * (LANES + 2)]);

    private static final int MEANS = ROWS * LANES;
    private static final int SCALES = MEANS + ROWS;

    private RowNorm() {}

    static void of(float[] h, int rows, int width, float[] weight, float[] bias, float[] u) {
        float[] room = ROOM.get();
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            figures(h, row * width, count, width, room);
            normalise(h, row * width, count, width, room, weight, bias, u);
        }
    }

    private static void figures(float[] h, int from, int rows, int width, float[] room) {
        for (int row = 0; row < rows; row++) {
            sums(h, from + row * width, width, room, row * LANES);
        }
        for (int row = 0; row < rows; row++) {
            room[MEANS + row] = LaneSum.total(room, row * LANES) / width;
        }
        for (int row = 0; row < rows; row++) {
            squares(h, from + row * width, width, room[MEANS + row], room, row * LANES);
        }
        for (int row = 0; row < rows; row++) {
            room[SCALES + row] = LaneSum.inverseDeviation(room, row * LANES, width);
        }
    }

    private static void normalise(
            float[] h, int from, int rows, int width, float[] room, float[] weight, float[] bias, float[] u) {
        for (int row = 0, at = from; row < rows; row++, at += width) {
            float mean = room[MEANS + row];
            float scale = room[SCALES + row];
            int i = 0;
            for (; i + W <= width; i += W) {
                FloatVector.fromArray(S, h, at + i)
                        .sub(mean)
                        .mul(scale)
                        .fma(FloatVector.fromArray(S, weight, i), FloatVector.fromArray(S, bias, i))
                        .intoArray(u, at + i);
            }
            for (; i < width; i++) {
                u[at + i] = Math.fma((h[at + i] - mean) * scale, weight[i], bias[i]);
            }
        }
    }

    /** Writes the partial sums of a row of {@code width} values, [{@link LaneSum#LANES}] from {@code to}. */
    public static void sums(float[] h, int at, int width, float[] lanes, int to) {
        int whole = whole(width, lanes, to);
        if (TWO_VECTORS && whole > 0) {
            FloatVector low = FloatVector.zero(S);
            FloatVector high = low;
            for (int i = at; i < at + whole; i += LANES) {
                low = low.add(FloatVector.fromArray(S, h, i));
                high = high.add(FloatVector.fromArray(S, h, i + W));
            }
            low.intoArray(lanes, to);
            high.intoArray(lanes, to + W);
        }
        for (int lane = 0; lane < LANES && whole > 0 && !TWO_VECTORS; lane += W) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = lane; i < whole; i += LANES) {
                sum = sum.add(FloatVector.fromArray(S, h, at + i));
            }
            sum.intoArray(lanes, to + lane);
        }
        for (int i = whole; i < width; i++) {
            lanes[to + i - whole] += h[at + i];
        }
    }

    /** As {@link #sums}, of the squares of what the values have above {@code mean}. */
    public static void squares(float[] h, int at, int width, float mean, float[] lanes, int to) {
        int whole = whole(width, lanes, to);
        if (TWO_VECTORS && whole > 0) {
            FloatVector low = FloatVector.zero(S);
            FloatVector high = low;
            for (int i = at; i < at + whole; i += LANES) {
                FloatVector d = FloatVector.fromArray(S, h, i).sub(mean);
                low = d.fma(d, low);
                d = FloatVector.fromArray(S, h, i + W).sub(mean);
                high = d.fma(d, high);
            }
            low.intoArray(lanes, to);
            high.intoArray(lanes, to + W);
        }
        for (int lane = 0; lane < LANES && whole > 0 && !TWO_VECTORS; lane += W) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = lane; i < whole; i += LANES) {
                FloatVector d = FloatVector.fromArray(S, h, at + i).sub(mean);
                sum = d.fma(d, sum);
            }
            sum.intoArray(lanes, to + lane);
        }
        for (int i = whole; i < width; i++) {
            float d = h[at + i] - mean;
            lanes[to + i - whole] = Math.fma(d, d, lanes[to + i - whole]);
        }
    }

    /** How many values of a row are in whole rounds of lanes; if there are none, the lanes are clear. */
    private static int whole(int width, float[] lanes, int to) {
        // A vector of zeros that no loop adds to may become an object.
        if (width < LANES) {
            Arrays.fill(lanes, to, to + LANES, 0f);
        }
        return width - width % LANES;
    }
}

package io.rivulet.core.layers;

import io.rivulet.core.numerics.Scratch;
import java.util.Arrays;

/**
 * How the stacked rows of a pass divide into segments, each a run of steps of one session: segment {@code s} has {@code
 * steps(s)} rows, after those of the segments before it. Products run over all rows at once, scans within a segment.
 * Can be filled anew for every pass, so that passes need no memory.
 */
public final class Segments {
    private int[] steps = {};
    private int count;
    private int rows;

    /** Segments of the given steps each. */
    public static Segments of(int... steps) {
        Segments segments = new Segments();
        for (int n : steps) {
            segments.add(n);
        }
        return segments;
    }

    /** Forgets all segments. */
    public void clear() {
        count = 0;
        rows = 0;
    }

    /** Appends a segment. */
    public void add(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("a segment needs at least 1 step, got " + n);
        }
        rows = Math.addExact(rows, n);
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, Scratch.grown(count, count + 1));
        }
        steps[count++] = n;
    }

    public int count() {
        return count;
    }

    /** Steps of all segments together. */
    public int rows() {
        return rows;
    }

    public int steps(int segment) {
        return steps[segment];
    }
}

package io.rivulet.core.layers;

/**
 * How the stacked rows of a pass divide into sequences: sequence {@code s} has {@code steps[s]} rows, after those of the
 * sequences before it. Products run over all rows at once, scans within a segment.
 */
public record Segments(int[] steps, int count, int rows) {
    public static Segments of(int... steps) {
        int rows = 0;
        for (int n : steps) {
            if (n < 1) {
                throw new IllegalArgumentException("a segment needs at least 1 step, got " + n);
            }
            rows = Math.addExact(rows, n);
        }
        return new Segments(steps, steps.length, rows);
    }
}

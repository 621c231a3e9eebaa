package io.rivulet.core.numerics;

/** Working memory that is allocated once and grows by doubling. What an array held before it grew is lost. */
public final class Scratch {

    private float[] floats = {};
    private double[] doubles = {};

    /** An array of at least {@code rows * width} floats, the same until more are asked for. */
    public float[] floats(int rows, int width) {
        int count = Math.multiplyExact(rows, width);
        if (floats.length < count) {
            floats = new float[grown(floats.length, count)];
        }
        return floats;
    }

    /** An array of at least {@code rows * width} doubles, the same until more are asked for. */
    public double[] doubles(int rows, int width) {
        int count = Math.multiplyExact(rows, width);
        if (doubles.length < count) {
            doubles = new double[grown(doubles.length, count)];
        }
        return doubles;
    }

    /** The next capacity after {@code capacity} that holds {@code count}. */
    public static int grown(int capacity, int count) {
        return Math.max(count, (int) Math.min(2L * capacity, Integer.MAX_VALUE - 8));
    }
}

package io.rivulet.core.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A figure and its 95 % interval by the bootstrap (Efron 1979): what resampled data give in its place. */
public record Interval(double mean, double low, double high) {
    private static final int RESAMPLES = 1000;

    public Interval {
        if (!Double.isFinite(mean) || !Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException(
                    "an interval is three numbers with low <= high, got " + mean + ", " + low + ", " + high);
        }
    }

    /** The mean of {@code values}, and the percentiles of the means of resampled values. */
    public static Interval of(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an interval needs at least 1 value, got none");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int drawn = 0; drawn < values.length; drawn++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        Arrays.sort(means);
        return new Interval(mean, low(means), high(means));
    }

    /**
     * The spread of {@code resampled} around {@code estimate}. For figures that few data push to one side: a resample
     * holds fewer different data than the sample, hence all of {@code resampled} is pushed further, and their mean is
     * moved back to the estimate.
     */
    public static Interval around(double estimate, double[] resampled) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        double back = estimate - Arrays.stream(sorted).average().orElseThrow();
        return new Interval(estimate, low(sorted) + back, high(sorted) + back);
    }

    /** How often each of {@code count} data is in a resample. */
    public static int[] resample(int count, SplittableRandom random) {
        int[] times = new int[count];
        for (int drawn = 0; drawn < count; drawn++) {
            times[random.nextInt(count)]++;
        }
        return times;
    }

    private static double low(double[] sorted) {
        return sorted[sorted.length / 40];
    }

    private static double high(double[] sorted) {
        return sorted[sorted.length - 1 - sorted.length / 40];
    }
}

package io.rivulet.core.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The definition of {@link FrechetDistance}, loop by loop, on arrays and with the roots of {@link JacobiEigen}. */
final class PlainFrechet {
    private static final int RESAMPLES = 100;

    private PlainFrechet() {}

    record PlainMoments(double[] mean, double[][] covariance) {}

    static Interval between(float[] a, float[] b, int width, long seed) {
        double distance = distance(moments(a, width, once(a, width)), moments(b, width, once(b, width)));
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            PlainMoments ofA = moments(a, width, Interval.resample(a.length / width, random));
            PlainMoments ofB = moments(b, width, Interval.resample(b.length / width, random));
            resampled[i] = distance(ofA, ofB);
        }
        Interval around = Interval.around(distance, resampled);
        return new Interval(distance, Math.max(0, around.low()), around.high());
    }

    static double distance(PlainMoments a, PlainMoments b) {
        double sum = 0;
        for (int i = 0; i < a.mean().length; i++) {
            double d = a.mean()[i] - b.mean()[i];
            sum += d * d + a.covariance()[i][i] + b.covariance()[i][i];
        }
        double[][] root = JacobiEigen.of(a.covariance()).squareRoot();
        double[][] product = symmetric(times(times(root, b.covariance()), root));
        return Math.max(0, sum - 2 * JacobiEigen.of(product).squareRootTrace());
    }

    /** Of {@code features} [count, width], the i-th of which counts {@code times[i]} times. */
    static PlainMoments moments(float[] features, int width, int[] times) {
        int total = Arrays.stream(times).sum();
        double[] mean = new double[width];
        for (int i = 0; i < times.length; i++) {
            for (int j = 0; j < width; j++) {
                mean[j] += (double) times[i] / total * features[i * width + j];
            }
        }
        double[][] covariance = new double[width][width];
        double[] centred = new double[width];
        for (int i = 0; i < times.length; i++) {
            if (times[i] > 0) {
                for (int j = 0; j < width; j++) {
                    centred[j] = features[i * width + j] - mean[j];
                }
                add(centred, (double) times[i] / (total - 1), covariance);
            }
        }
        for (int j = 0; j < width; j++) {
            for (int k = j + 1; k < width; k++) {
                covariance[j][k] = covariance[k][j];
            }
        }
        return new PlainMoments(mean, covariance);
    }

    /** Adds {@code weight * x x^T} to the lower half. */
    private static void add(double[] x, double weight, double[][] sums) {
        for (int j = 0; j < x.length; j++) {
            double scaled = weight * x[j];
            double[] row = sums[j];
            for (int k = 0; k <= j; k++) {
                row[k] += scaled * x[k];
            }
        }
    }

    static double[][] times(double[][] a, double[][] b) {
        int n = a.length;
        double[][] c = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    /** Rounding leaves the halves a little apart: their mean. */
    private static double[][] symmetric(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                a[i][j] = 0.5 * (a[i][j] + a[j][i]);
                a[j][i] = a[i][j];
            }
        }
        return a;
    }

    private static int[] once(float[] features, int width) {
        int[] times = new int[features.length / width];
        Arrays.fill(times, 1);
        return times;
    }
}

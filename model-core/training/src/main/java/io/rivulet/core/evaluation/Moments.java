package io.rivulet.core.evaluation;

import java.util.Arrays;

/** Mean [n] and covariance [n, n] of features. */
record Moments(double[] mean, double[][] covariance) {

    /** Of {@code features} [count, width], the i-th of which counts {@code times[i]} times; the unbiased covariance. */
    static Moments of(float[] features, int width, int[] times) {
        int total = Arrays.stream(times).sum();
        if (total < 2) {
            throw new IllegalArgumentException("a covariance needs at least 2 images, got " + total + "; draw more");
        }
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
        return new Moments(mean, covariance);
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
}

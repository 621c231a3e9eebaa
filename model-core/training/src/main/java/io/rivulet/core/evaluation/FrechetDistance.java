package io.rivulet.core.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far apart two sets of images are, by the features of a classifier: the squared Fréchet distance of two Gaussians
 * with the sets' moments, {@code |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2))} (arXiv 1706.08500, which takes the features
 * of another network, so figures do not compare across classifiers). Its expectation falls with the number of images:
 * compare sets of one size.
 */
public final class FrechetDistance {
    private static final int RESAMPLES = 100;

    private FrechetDistance() {}

    /** Between {@code a} and {@code b}, both [.., width], with the interval of resampling both. */
    public static Interval between(float[] a, float[] b, int width, long seed) {
        double distance = distance(Moments.of(a, width, once(a, width)), Moments.of(b, width, once(b, width)));
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            Moments ofA = Moments.of(a, width, Interval.resample(a.length / width, random));
            Moments ofB = Moments.of(b, width, Interval.resample(b.length / width, random));
            resampled[i] = distance(ofA, ofB);
        }
        Interval around = Interval.around(distance, resampled);
        return new Interval(distance, Math.max(0, around.low()), around.high());
    }

    /** Never negative; 0 for equal moments. */
    static double distance(Moments a, Moments b) {
        int width = a.mean().length;
        double sum = 0;
        for (int i = 0; i < width; i++) {
            double d = a.mean()[i] - b.mean()[i];
            sum += d * d + a.covariance()[i][i] + b.covariance()[i][i];
        }
        // C1 C2 has the eigenvalues of C1^(1/2) C2 C1^(1/2), which is symmetric.
        double[][] root = SymmetricEigen.of(a.covariance()).squareRoot();
        double[][] product = symmetric(times(times(root, b.covariance()), root));
        return Math.max(0, sum - 2 * SymmetricEigen.of(product).squareRootTrace());
    }

    private static double[][] times(double[][] a, double[][] b) {
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

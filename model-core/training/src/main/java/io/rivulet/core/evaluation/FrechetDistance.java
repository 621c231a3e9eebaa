package io.rivulet.core.evaluation;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far apart two sets of images are, by the features of a classifier: the squared Fréchet distance of two Gaussians
 * with the sets' moments, {@code |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2))} (arXiv 1706.08500, which takes the
 * features of another network, so figures do not compare across classifiers). Its expectation falls with the number of
 * images: compare sets of one size.
 */
public final class FrechetDistance {
    private static final int RESAMPLES = 100;

    private FrechetDistance() {}

    /** Between {@code a} and {@code b}, both [.., width], with the interval of resampling both. */
    public static Interval between(float[] a, float[] b, int width, long seed) {
        FeatureSet setA = new FeatureSet(a, width);
        FeatureSet setB = new FeatureSet(b, width);
        double distance = distance(setA.moments(), setB.moments());
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            Moments ofA = setA.moments(Interval.resample(setA.count(), random));
            Moments ofB = setB.moments(Interval.resample(setB.count(), random));
            resampled[i] = distance(ofA, ofB);
        }
        Interval around = Interval.around(distance, resampled);
        return new Interval(distance, Math.max(0, around.low()), around.high());
    }

    /** Never negative; 0 for equal moments. */
    static double distance(Moments a, Moments b) {
        double apart = a.mean().squaredDistance(b.mean());
        double spread = trace(a.covariance()) + trace(b.covariance());
        return Math.max(0, apart + spread - 2 * MatrixRoot.traceOfProduct(a.covariance(), b.covariance()));
    }

    private static double trace(INDArray matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            trace += matrix.getDouble(i, i);
        }
        return trace;
    }
}

package io.rivulet.core.evaluation;

import io.rivulet.core.training.NativeThreads;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The features of a set of images, [count, width] in double precision: the moments of the set and of its resamples, a
 * matrix product each. Owns the memory of a resample: one per thread.
 */
final class FeatureSet {
    private final int count;
    /** [1, width] */
    private final INDArray centre;
    /** Less the centre, so that no digits are lost where features are large beside their differences. */
    private final INDArray centred;

    private final INDArray weighted;

    /** Of finite {@code features}, [count, width]. */
    FeatureSet(float[] features, int width) {
        NativeThreads.one();
        count = features.length / width;
        double[] values = new double[features.length];
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new IllegalArgumentException("features are finite numbers, found " + features[i] + " in image "
                        + i / width + "; check the images and the classifier");
            }
            values[i] = features[i];
        }
        centred = Nd4j.createFromArray(values).reshape(count, width).dup('f');
        centre = centred.mean(true, 0);
        centred.subiRowVector(centre);
        weighted = Nd4j.create(DataType.DOUBLE, new long[] {count, width}, 'f');
    }

    int count() {
        return count;
    }

    /** Of the set itself. */
    Moments moments() {
        int[] once = new int[count];
        Arrays.fill(once, 1);
        return moments(once);
    }

    /** Where the i-th image counts {@code times[i]} times; the covariance is the unbiased one. */
    Moments moments(int[] times) {
        double total = Arrays.stream(times).sum();
        if (total < 2) {
            throw new IllegalArgumentException(
                    "a covariance needs at least 2 images, got " + (int) total + "; draw more");
        }
        NativeThreads.one();
        double[] weights = Arrays.stream(times).asDoubleStream().toArray();
        weighted.assign(centred).muliColumnVector(Nd4j.createFromArray(weights).reshape(count, 1));
        INDArray off = weighted.sum(true, 0).divi(total);
        INDArray covariance = Nd4j.gemm(centred, weighted, true, false);
        covariance.subi(Nd4j.gemm(off, off, true, false).muli(total)).divi(total - 1);
        return new Moments(off.addi(centre), covariance);
    }
}

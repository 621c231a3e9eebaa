package io.rivulet.core.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A mean and its 95 % interval by the bootstrap (Efron 1979): percentiles of the means of resampled values. */
public record Interval(double mean, double low, double high) {
    private static final int RESAMPLES = 1000;

    public static Interval of(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an interval needs at least 1 value, got none");
        }
        INDArray sample = Nd4j.createFromArray(values).castTo(DataType.DOUBLE);
        SplittableRandom random = new SplittableRandom(seed);
        // Counts of how often each value is drawn make all resampled means one matrix product.
        double[][] counts = new double[RESAMPLES][values.length];
        for (double[] row : counts) {
            for (int i = 0; i < values.length; i++) {
                row[random.nextInt(values.length)]++;
            }
        }
        double[] means = Nd4j.createFromArray(counts)
                .mmul(sample.reshape(values.length, 1))
                .divi(values.length)
                .data()
                .asDouble();
        Arrays.sort(means);
        return new Interval(
                sample.meanNumber().doubleValue(), means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]);
    }
}

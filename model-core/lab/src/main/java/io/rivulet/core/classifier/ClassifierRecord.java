package io.rivulet.core.classifier;

import io.rivulet.core.evaluation.Interval;

/**
 * Where a classifier comes from.
 *
 * @param licence of the weights, an SPDX expression
 * @param data what it was trained and tested on, in words
 * @param command what trains it again
 * @param cpuSeconds processor time of the whole process, reading included
 * @param testAccuracy share of the test images whose label it finds, with a 95 % bootstrap interval
 */
public record ClassifierRecord(
        int format,
        String name,
        String licence,
        ClassifierPlan plan,
        String command,
        String data,
        int trainingImages,
        double cpuSeconds,
        int testImages,
        Interval testAccuracy) {
    /** Of what this release writes and reads. */
    public static final int FORMAT = 1;

    public ClassifierRecord {
        if (format != FORMAT) {
            throw new IllegalArgumentException("the format of a classifier must be " + FORMAT + ", got " + format
                    + "; train it with this release");
        }
    }
}

package io.rivulet.core.classifier;

import io.rivulet.core.evaluation.CompletionQuality;
import io.rivulet.core.evaluation.FrechetDistance;
import io.rivulet.core.evaluation.Images;
import io.rivulet.core.evaluation.Interval;
import io.rivulet.core.evaluation.SampleQuality;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Judges generated images against the test images, all with 95 % bootstrap intervals of one seed. It takes plain
 * images: whichever model drew them is judged alike.
 */
public final class SampleJudge {
    private static final int RESAMPLES = 1000;

    private final Classifier classifier;
    private final Images test;
    private final int[] labels;
    private final Judgement real;
    private final long seed;

    /** {@code labels}: of the test images, one each. */
    public SampleJudge(Classifier classifier, Images test, int[] labels, long seed) {
        Classifier.requireLabels(labels, test.count(), classifier.shape().classes());
        this.classifier = classifier;
        this.test = test;
        this.labels = labels.clone();
        this.seed = seed;
        real = classifier.judge(test);
    }

    /** Of unconditional samples; of as many real training images, the figures to aim at. */
    public SampleQuality samples(Images images) {
        Judgement judgement = classifier.judge(images);
        return new SampleQuality(
                images.count(),
                frechet(judgement),
                Interval.of(judgement.confidences(), seed),
                entropy(judgement.labels()));
    }

    /**
     * Of completions.
     *
     * @param once the first test images, in order, each with its first {@code observed} numbers as they are and the
     * rest
     *     generated
     * @param again the same, generated with other draws
     */
    public CompletionQuality completions(Images once, Images again, int observed) {
        requireCompletions(once, observed);
        requireCompletions(again, observed);
        if (once.count() != again.count()) {
            throw new IllegalArgumentException("two completions of each image are needed, got " + once.count() + " and "
                    + again.count() + "; complete the same images twice");
        }
        Judgement judgement = classifier.judge(once);
        double[] hits = judgement.hits(Arrays.copyOf(labels, once.count()));
        return new CompletionQuality(
                once.count(),
                Interval.of(hits, seed),
                frechet(judgement),
                Interval.of(apart(once, again, observed), seed));
    }

    private Interval frechet(Judgement judgement) {
        return FrechetDistance.between(
                judgement.features(), real.features(), classifier.shape().features(), seed);
    }

    private Interval entropy(int[] found) {
        int[] counts = new int[classifier.shape().classes()];
        for (int label : found) {
            counts[label]++;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[RESAMPLES];
        int[] drawn = new int[counts.length];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.fill(drawn, 0);
            for (int n = 0; n < found.length; n++) {
                drawn[found[random.nextInt(found.length)]]++;
            }
            resampled[i] = entropy(drawn, found.length);
        }
        return Interval.around(entropy(counts, found.length), resampled);
    }

    private static double entropy(int[] counts, int total) {
        double entropy = 0;
        for (int count : counts) {
            double share = (double) count / total;
            entropy -= count == 0 ? 0 : share * StrictMath.log(share);
        }
        return entropy;
    }

    /** For each image, the mean difference of what was generated, as a share of the brightest. */
    private static double[] apart(Images once, Images again, int observed) {
        int size = once.form().size();
        double[] apart = new double[once.count()];
        for (int i = 0; i < apart.length; i++) {
            double sum = 0;
            for (int at = i * size + observed; at < (i + 1) * size; at++) {
                sum += Math.abs(once.pixels()[at] - again.pixels()[at]);
            }
            apart[i] = sum / ((size - observed) * (double) once.form().brightest());
        }
        return apart;
    }

    private void requireCompletions(Images images, int observed) {
        int size = test.form().size();
        if (!images.form().equals(test.form()) || images.count() > test.count() || observed < 0 || observed >= size) {
            throw new IllegalArgumentException("completions are of the first of " + test.count() + " test images, of "
                    + test.form() + ", with less than all observed; got " + images.count() + " of " + images.form()
                    + " with " + observed + " numbers observed");
        }
        for (int at = 0; at < images.pixels().length; at += size) {
            if (!Arrays.equals(images.pixels(), at, at + observed, test.pixels(), at, at + observed)) {
                throw new IllegalArgumentException(
                        "a completion begins with what was observed of its test image, image " + at / size
                                + " does not; give completions in the order of the test images");
            }
        }
    }
}

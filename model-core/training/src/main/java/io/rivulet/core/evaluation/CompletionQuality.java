package io.rivulet.core.evaluation;

/**
 * What completions of partly shown test images are worth.
 *
 * @param images how many were completed; figures of unequal numbers do not compare
 * @param accuracy share of completed images on which the classifier finds the true label
 * @param frechet Fréchet distance to the test images
 * @param diversity how far two completions of one image are apart: the mean difference of a number that was not shown,
 *     as a share of the brightest; of binary pixels, the share that differ
 */
public record CompletionQuality(int images, Interval accuracy, Interval frechet, Interval diversity) {}

package io.rivulet.core.classifier;

/**
 * Everything that decides what training a classifier gives, apart from its data.
 *
 * @param batch images a step
 * @param rate the first learning rate; it falls to 0 along a cosine
 * @param shift each image is moved by up to so many pixels, in both directions, at random
 * @param mirror half of the images are mirrored, at random
 */
public record ClassifierPlan(
        ClassifierShape shape, int epochs, int batch, double rate, int shift, boolean mirror, long seed) {
    public ClassifierPlan {
        if (epochs < 1 || batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("training takes 1 epoch or more and batches of 1 to 4096, got " + epochs
                    + " epochs and batches of " + batch);
        }
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("the learning rate must lie between 0 and 1, got " + rate);
        }
        if (shift < 0
                || shift >= Math.min(shape.images().height(), shape.images().width())) {
            throw new IllegalArgumentException("a shift lies between 0 and the image's side, got " + shift);
        }
    }

    double rate(int step, int steps) {
        return rate * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps));
    }
}

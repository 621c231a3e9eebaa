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

    /** Begins a plan: images stay where they are and none is mirrored, if not said otherwise. */
    public static Builder of(ClassifierShape shape) {
        return new Builder(shape);
    }

    /** Names the parts of a plan. */
    public static final class Builder {
        private final ClassifierShape shape;
        private int epochs;
        private int batch;
        private double rate;
        private int shift;
        private boolean mirror;
        private long seed;

        private Builder(ClassifierShape shape) {
            this.shape = shape;
        }

        public Builder epochs(int count) {
            epochs = count;
            return this;
        }

        public Builder batch(int images) {
            batch = images;
            return this;
        }

        public Builder rate(double first) {
            rate = first;
            return this;
        }

        public Builder shift(int pixels) {
            shift = pixels;
            return this;
        }

        public Builder mirror(boolean half) {
            mirror = half;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** @throws IllegalArgumentException if a number is out of range */
        public ClassifierPlan build() {
            return new ClassifierPlan(shape, epochs, batch, rate, shift, mirror, seed);
        }
    }
}

package io.rivulet.core.training;

/**
 * Everything that decides what training gives: the same plan on the same data gives the same weights, whatever the
 * number of threads.
 *
 * @param model what is trained
 * @param batch sequences a step
 * @param learningRate the peak, reached after {@link #WARM_UP} steps and then lowered along a cosine to 2 % of it
 * @param rise share of the steps over which the weight of the divergence rises from 0 to 1
 * @param wholeShare share of the sequences that are trained with nothing observed; the others are cut uniformly
 */
public record TrainingPlan(
        Trainable model, int steps, int batch, double learningRate, double rise, double wholeShare, long seed) {
    static final int WARM_UP = 100;
    static final double FLOOR = 0.02;
    static final double RELAXED = 1;
    static final double SHARP = 0.5;

    public TrainingPlan {
        if (steps < 1) {
            throw new IllegalArgumentException("training needs at least 1 step, got " + steps + "; take 32000");
        }
        int shard = model.shard();
        if (batch < shard || batch % shard != 0) {
            throw new IllegalArgumentException(
                    "a batch must be a multiple of " + shard + " sequences, got " + batch + "; take 64");
        }
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new IllegalArgumentException(
                    "the learning rate must be in (0, 1), got " + learningRate + "; take 0.003");
        }
        if (!(rise >= 0 && rise <= 1) || !(wholeShare >= 0 && wholeShare <= 1)) {
            throw new IllegalArgumentException("rise and wholeShare are shares between 0 and 1, got " + rise + " and "
                    + wholeShare + "; take 0.15 and 0.6");
        }
    }

    /**
     * Begins a plan: the divergence has its whole weight from the start and every sequence is cut, if not said
     * otherwise.
     */
    public static Builder of(Trainable model) {
        return new Builder(model);
    }

    /** The learning rate of the step after {@code done} ones. */
    double learningRate(int done) {
        double warm = Math.min(1, (done + 1) / (double) WARM_UP);
        double cosine = 0.5 * (1 + Math.cos(Math.PI * done / steps));
        return learningRate * warm * (FLOOR + (1 - FLOOR) * cosine);
    }

    /** The weight of the divergence at the step after {@code done} ones. */
    float divergenceWeight(int done) {
        return rise == 0 ? 1f : (float) Math.min(1, done / (rise * steps));
    }

    /** The temperature of relaxed draws of discrete latents at the step after {@code done} ones: from 1 down to 0.5. */
    float relaxation(int done) {
        return (float) (RELAXED + (SHARP - RELAXED) * done / steps);
    }

    /** Names the parts of a plan. */
    public static final class Builder {
        private final Trainable model;
        private int steps;
        private int batch;
        private double learningRate;
        private double rise;
        private double wholeShare;
        private long seed;

        private Builder(Trainable model) {
            this.model = model;
        }

        public Builder steps(int count) {
            steps = count;
            return this;
        }

        public Builder batch(int sequences) {
            batch = sequences;
            return this;
        }

        public Builder learningRate(double peak) {
            learningRate = peak;
            return this;
        }

        public Builder rise(double share) {
            rise = share;
            return this;
        }

        public Builder wholeShare(double share) {
            wholeShare = share;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** @throws IllegalArgumentException if a number is out of range */
        public TrainingPlan build() {
            return new TrainingPlan(model, steps, batch, learningRate, rise, wholeShare, seed);
        }
    }
}

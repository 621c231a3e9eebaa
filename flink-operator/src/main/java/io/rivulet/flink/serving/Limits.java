package io.rivulet.flink.serving;

import java.io.Serializable;

/**
 * How much one request may ask for. Each limit is named where it is set: {@link #builder}.
 *
 * @param maxObservedSymbols symbols in one event
 * @param maxGeneratedSymbols symbols generated for one request
 * @param defaultBlockSteps steps of a block when the prompt names none
 * @param maxBlockSteps steps of a block at most
 * @param maxWaiting requests of one session that may wait for their turn
 * @param maxBatch sessions in one wave
 * @param maxRecordBytes size of the largest chunk as a Kafka record; no prompt is answered that could give a larger one
 */
public record Limits(
        int maxObservedSymbols,
        int maxGeneratedSymbols,
        int defaultBlockSteps,
        int maxBlockSteps,
        int maxWaiting,
        int maxBatch,
        int maxRecordBytes)
        implements Serializable {

    /** Half of what a Kafka producer buffers by default. */
    private static final int MAX_RECORD_BYTES = 16 << 20;

    public Limits {
        atLeast(1, "observed symbols", maxObservedSymbols);
        atLeast(1, "generated symbols", maxGeneratedSymbols);
        atLeast(1, "default block steps", defaultBlockSteps);
        atLeast(defaultBlockSteps, "block steps (not below the default for a block)", maxBlockSteps);
        atLeast(0, "waiting requests", maxWaiting);
        atLeast(1, "sessions in a batch", maxBatch);
        atLeast(1, "bytes of a record", maxRecordBytes);
        if (maxRecordBytes > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("the limit of bytes of a record must be at most " + MAX_RECORD_BYTES
                    + ", got " + maxRecordBytes + "; ask for smaller blocks instead");
        }
    }

    private static void atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "the limit of " + what + " must be at least " + least + ", got " + value + "; raise it");
        }
    }

    /** Every limit must be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets the limits by name; what is not set is refused by {@link #build}. */
    public static final class Builder {

        private static final int UNSET = -1;

        private int maxObservedSymbols = UNSET;
        private int maxGeneratedSymbols = UNSET;
        private int defaultBlockSteps = UNSET;
        private int maxBlockSteps = UNSET;
        private int maxWaiting = UNSET;
        private int maxBatch = UNSET;
        private int maxRecordBytes = UNSET;

        private Builder() {}

        public Builder maxObservedSymbols(int value) {
            maxObservedSymbols = value;
            return this;
        }

        public Builder maxGeneratedSymbols(int value) {
            maxGeneratedSymbols = value;
            return this;
        }

        public Builder defaultBlockSteps(int value) {
            defaultBlockSteps = value;
            return this;
        }

        public Builder maxBlockSteps(int value) {
            maxBlockSteps = value;
            return this;
        }

        public Builder maxWaiting(int value) {
            maxWaiting = value;
            return this;
        }

        public Builder maxBatch(int value) {
            maxBatch = value;
            return this;
        }

        public Builder maxRecordBytes(int value) {
            maxRecordBytes = value;
            return this;
        }

        public Limits build() {
            return new Limits(
                    maxObservedSymbols,
                    maxGeneratedSymbols,
                    defaultBlockSteps,
                    maxBlockSteps,
                    maxWaiting,
                    maxBatch,
                    maxRecordBytes);
        }
    }
}

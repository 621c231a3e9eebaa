package io.rivulet.core.evaluation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a model generates, and what comes of it.
 *
 * @param how in words, such as "one block" or "symbol by symbol"
 * @param block steps of a block, 1 or more
 * @param samples what unconditional samples are worth; null where that was not measured
 * @param completions what completions are worth; null where that was not measured
 * @param timing how long it takes; null where that was not measured
 */
public record Generation(
        String how,
        int block,
        @JsonSetter(nulls = Nulls.SET) @Nullable SampleQuality samples,
        @JsonSetter(nulls = Nulls.SET) @Nullable CompletionQuality completions,
        @JsonSetter(nulls = Nulls.SET) @Nullable Timing timing) {
    public Generation {
        if (block < 1) {
            throw new IllegalArgumentException("a block has at least 1 step, got " + block);
        }
    }

    /** The same with its times. */
    public Generation timed(Timing taken) {
        return new Generation(how, block, samples, completions, taken);
    }

    /** Seconds an image, generated one at a time; NaN where that was not measured. */
    public double secondsAlone() {
        return timing == null ? Double.NaN : timing.alone();
    }

    /** Seconds an image, 64 generated side by side; NaN where that was not measured. */
    public double secondsTogether() {
        return timing == null ? Double.NaN : timing.together();
    }
}

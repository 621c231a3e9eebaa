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
 * @param secondsAlone seconds an image, generated one at a time
 * @param secondsTogether seconds an image, 64 generated side by side
 */
public record Generation(
        String how,
        int block,
        @JsonSetter(nulls = Nulls.SET) @Nullable SampleQuality samples,
        @JsonSetter(nulls = Nulls.SET) @Nullable CompletionQuality completions,
        double secondsAlone,
        double secondsTogether) {
    public Generation {
        if (block < 1) {
            throw new IllegalArgumentException("a block has at least 1 step, got " + block);
        }
        if (!(secondsAlone > 0 && secondsAlone < 1e6 && secondsTogether > 0 && secondsTogether < 1e6)) {
            throw new IllegalArgumentException("an image takes more than 0 seconds and less than a million, got "
                    + secondsAlone + " alone and " + secondsTogether + " together; measure again");
        }
    }
}

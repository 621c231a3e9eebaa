package io.rivulet.core.emission;

import java.util.List;

/**
 * Constants by which real symbols enter and leave the model: {@code inside = (symbol - mean) / sd}. One pair per
 * channel; symbol {@code j} of a frame belongs to channel {@code j % channels}.
 */
public record Standardisation(List<Float> mean, List<Float> sd) {

    public Standardisation {
        mean = List.copyOf(mean);
        sd = List.copyOf(sd);
        if (mean.isEmpty() || mean.size() != sd.size()) {
            throw new IllegalArgumentException("standardisation needs one mean and one sd per channel, got "
                    + mean.size() + " means and " + sd.size() + " sds; give both lists the same length");
        }
        for (float value : mean) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "a standardisation mean must be finite, got " + value + "; compute it from finite data");
            }
        }
        for (float value : sd) {
            if (!(value > 0) || !Float.isFinite(value)) {
                throw new IllegalArgumentException("a standardisation sd must be finite and above 0, got " + value
                        + "; use 1 for a channel that never changes");
            }
        }
    }

    public int channels() {
        return mean.size();
    }
}

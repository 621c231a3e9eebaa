package io.rivulet.core.evaluation;

/**
 * How long a model takes.
 *
 * @param alone seconds an image, generated one at a time
 * @param together seconds an image, 64 generated side by side
 */
public record Timing(double alone, double together) {
    public Timing {
        if (!(alone > 0 && alone < 1e6 && together > 0 && together < 1e6)) {
            throw new IllegalArgumentException("an image takes more than 0 seconds and less than a million, got "
                    + alone + " alone and " + together + " together; measure again");
        }
    }
}

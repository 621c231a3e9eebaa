package io.rivulet.core.emission;

/**
 * What scales the noise of all draws: 0 gives the most likely of everything, 1 the model's own distribution.
 *
 * @param value from 0 to {@value #MAX}
 */
public record Temperature(float value) {

    /** The hottest. */
    public static final float MAX = 10;

    /** The model's own distribution. */
    public static final Temperature ONE = new Temperature(1);

    /** @throws IllegalArgumentException unless {@code value} is a temperature */
    public Temperature {
        if (!isValid(value)) {
            throw new IllegalArgumentException("temperature must be between 0 and " + MAX + ", got " + value
                    + "; use 1 for the model's own distribution");
        }
    }

    /** Whether {@code value} is a temperature, for those who refuse it in words of their own. */
    public static boolean isValid(float value) {
        return value >= 0 && value <= MAX;
    }
}

package io.rivulet.core.generate;

/**
 * How large a whole block is.
 *
 * @param steps of a block
 * @param frame symbols a step
 */
public record BlockSize(int steps, int frame) {

    public BlockSize {
        if (frame < 1) {
            throw new IllegalArgumentException(
                    "a frame must have 1 symbol or more, got " + frame + "; take it from the model's configuration");
        }
        if (steps < 1 || (long) steps * frame > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("steps in a block must be between 1 and " + Integer.MAX_VALUE / frame
                    + " for frames of " + frame + ", got " + steps + "; choose shorter blocks");
        }
    }

    /** Symbols of a whole block. */
    public int symbols() {
        return steps * frame;
    }
}

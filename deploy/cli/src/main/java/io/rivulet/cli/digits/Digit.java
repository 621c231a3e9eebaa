package io.rivulet.cli.digits;

import java.util.Arrays;

/**
 * One handwritten digit, binarised. {@code pixels} is [ROWS * WIDTH], row-major, each 0 or 1.
 *
 * @param index place among the digits that ship
 * @param label the digit that it shows, 0 to 9
 */
public record Digit(int index, int label, float[] pixels) {
    /** Pixels a row. */
    public static final int WIDTH = 28;
    /** Rows of a digit. */
    public static final int ROWS = 28;
    /** Pixels of a digit. */
    public static final int PIXELS = ROWS * WIDTH;

    /** Checks label and size. */
    public Digit {
        if (label < 0 || label > 9) {
            throw new IllegalArgumentException("a digit is labelled 0 to 9, got " + label);
        }
        if (pixels.length != PIXELS) {
            throw new IllegalArgumentException("a digit has " + PIXELS + " pixels, got " + pixels.length);
        }
    }

    /** The pixels from one position to another, end exclusive. */
    public float[] pixels(int from, int to) {
        return Arrays.copyOfRange(pixels, from, to);
    }
}

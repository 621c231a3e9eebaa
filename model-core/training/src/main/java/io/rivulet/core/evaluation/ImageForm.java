package io.rivulet.core.evaluation;

/**
 * What an image is: its extents, and the value of its brightest pixel (0 is the darkest). Pixels lie row by row, the
 * channels of a pixel side by side, as in the sequences that models learn.
 */
public record ImageForm(int height, int width, int channels, int brightest) {
    /** Digits of 28 x 28 pixels, each 0 or 1. */
    public static final ImageForm BINARY_DIGITS = new ImageForm(28, 28, 1, 1);
    /** Colour images of 32 x 32 pixels, red, green and blue from 0 to 255. */
    public static final ImageForm COLOURS = new ImageForm(32, 32, 3, 255);

    public ImageForm {
        if (height < 1 || width < 1 || (long) height * width > 1 << 20) {
            throw new IllegalArgumentException(
                    "an image has between 1 and 2^20 pixels, got " + height + " x " + width + "; take smaller ones");
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("an image has 1 channel or 3, got " + channels);
        }
        if (brightest < 1 || brightest > 255) {
            throw new IllegalArgumentException("the brightest pixel lies between 1 and 255, got " + brightest);
        }
    }

    /** Numbers in an image. */
    public int size() {
        return height * width * channels;
    }
}

package io.rivulet.cli.terminal;

/**
 * A picture that arrives row by row. {@code symbols} are the pixels that are there so far, row-major, and the first
 * {@code given} of them were the prompt; the others were generated.
 *
 * @param width pixels a row
 * @param height rows of the finished picture
 */
public record Picture(int width, int height, int given, float[] symbols) {
    private static final float LIT = 0.5f;

    /** What is at one place of the picture. */
    public enum Pixel {
        /** Dark, or not there yet. */
        DARK,
        /** Lit by the prompt. */
        GIVEN,
        /** Lit by the model. */
        GENERATED
    }

    /** Checks that the picture holds together. */
    public Picture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a picture has at least one row and one column, got " + height + " x " + width);
        }
        if (given < 0 || given > symbols.length) {
            throw new IllegalArgumentException(
                    "the given pixels are some of the " + symbols.length + " that are there, got " + given);
        }
    }

    /** The pixel at a place; {@code DARK} outside the picture and where nothing has arrived. */
    public Pixel pixel(int row, int column) {
        int index = row * width + column;
        if (column < 0 || column >= width || index < 0 || index >= symbols.length || symbols[index] < LIT) {
            return Pixel.DARK;
        }
        return index < given ? Pixel.GIVEN : Pixel.GENERATED;
    }

    /** Whether the whole row came from the prompt. */
    public boolean isGivenRow(int row) {
        return (row + 1) * width <= given;
    }
}

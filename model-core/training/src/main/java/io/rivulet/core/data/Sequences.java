package io.rivulet.core.data;

import java.util.Arrays;

/**
 * Equally long sequences of small symbols, a byte each: {@code symbols} is [count, steps, frame], row-major.
 */
public record Sequences(byte[] symbols, int count, int steps, int frame) {
    public Sequences {
        if (count < 1 || steps < 1 || frame < 1 || (long) count * steps * frame != symbols.length) {
            throw new IllegalArgumentException("sequences of [" + count + ", " + steps + ", " + frame + "] hold "
                    + (long) count * steps * frame + " symbols, got " + symbols.length);
        }
    }

    /**
     * Binary sequences: images read row by row, a pixel being 1 where it is brighter than half; frames of {@code
     * frame}.
     */
    public static Sequences binarised(IdxImages images, int frame) {
        byte[] symbols = new byte[images.pixels().length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) ((images.pixels()[i] & 0xff) > 127 ? 1 : 0);
        }
        return ofImages(symbols, images.count(), frame, images.columns());
    }

    /**
     * Sequences of 256 values: images read row by row, red, green and blue of a pixel in turn; frames of {@code frame}
     * symbols, 96 for a row.
     */
    public static Sequences coloured(CifarImages images, int frame) {
        int row = CifarImages.CHANNELS * CifarImages.SIDE;
        return ofImages(images.pixels().clone(), images.count(), frame, row);
    }

    private static Sequences ofImages(byte[] symbols, int count, int frame, int row) {
        int size = symbols.length / count;
        if (frame < 1 || size % frame != 0) {
            throw new IllegalArgumentException(
                    "a frame must divide the " + size + " symbols of an image, got " + frame + "; take a row, " + row);
        }
        return new Sequences(symbols, count, size / frame, frame);
    }

    /** The first {@code most} sequences. */
    public Sequences first(int most) {
        int kept = Math.min(most, count);
        return new Sequences(Arrays.copyOf(symbols, kept * steps * frame), kept, steps, frame);
    }

    /** Those after the first {@code skipped}, of which there is one at least. */
    public Sequences after(int skipped) {
        int from = Math.min(skipped, count - 1);
        byte[] rest = Arrays.copyOfRange(symbols, from * steps * frame, symbols.length);
        return new Sequences(rest, count - from, steps, frame);
    }

    /** Writes sequence {@code index} into {@code batch} ([.., steps, frame]) as its {@code place}-th. */
    public void copy(int index, float[] batch, int place) {
        int size = steps * frame;
        for (int i = 0, from = index * size, to = place * size; i < size; i++) {
            batch[to + i] = symbols[from + i] & 0xff;
        }
    }
}

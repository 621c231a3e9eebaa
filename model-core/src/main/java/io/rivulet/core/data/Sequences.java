package io.rivulet.core.data;

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

    /** Binary sequences: images read row by row, a pixel being 1 where it is brighter than half; frames of {@code frame}. */
    public static Sequences binarised(IdxImages images, int frame) {
        int size = images.rows() * images.columns();
        if (size % frame != 0) {
            throw new IllegalArgumentException("a frame must divide the " + size + " pixels of an image, got " + frame
                    + "; take the image's width, " + images.columns());
        }
        byte[] symbols = new byte[images.pixels().length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) ((images.pixels()[i] & 0xff) > 127 ? 1 : 0);
        }
        return new Sequences(symbols, images.count(), size / frame, frame);
    }

    /** The first {@code most} sequences. */
    public Sequences first(int most) {
        int kept = Math.min(most, count);
        return new Sequences(java.util.Arrays.copyOf(symbols, kept * steps * frame), kept, steps, frame);
    }

    /** Writes sequence {@code index} into {@code batch} ([.., steps, frame]) as its {@code place}-th. */
    public void copy(int index, float[] batch, int place) {
        int size = steps * frame;
        for (int i = 0, from = index * size, to = place * size; i < size; i++) {
            batch[to + i] = symbols[from + i] & 0xff;
        }
    }
}

package io.rivulet.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A text as symbols: each byte's place in the alphabet, [length]. */
public record TextBytes(byte[] symbols, Alphabet alphabet) {

    /** A text in two, by position: models train on what comes first. */
    public record Split(TextBytes training, TextBytes heldOut) {}

    /** Reads a file, plain or gzipped, over the bytes found in it. */
    public static TextBytes read(Path file) throws IOException {
        byte[] text = bytes(file);
        Alphabet alphabet = Alphabet.of(text);
        return new TextBytes(alphabet.encode(text), alphabet);
    }

    /** Reads a file, plain or gzipped, over a given alphabet; refuses a byte that is not of it. */
    public static TextBytes read(Path file, Alphabet alphabet) throws IOException {
        return new TextBytes(alphabet.encode(bytes(file)), alphabet);
    }

    private static byte[] bytes(Path file) throws IOException {
        byte[] text = DataFile.read(file, in -> in.readAllBytes());
        if (text.length == 0) {
            throw new UnusableFile("a text must hold at least 1 byte, " + file + " holds none; give another file");
        }
        return text;
    }

    /** Holds out the last {@code share} of the text. */
    public Split split(double share) {
        int heldOut = (int) Math.round(share * symbols.length);
        if (heldOut < 1 || heldOut >= symbols.length) {
            throw new IllegalArgumentException("a split must leave symbols on both sides, got a share of " + share
                    + " of " + symbols.length + "; take 0.1");
        }
        int training = symbols.length - heldOut;
        return new Split(
                new TextBytes(Arrays.copyOf(symbols, training), alphabet),
                new TextBytes(Arrays.copyOfRange(symbols, training, symbols.length), alphabet));
    }

    /** The text cut into sequences that follow each other, without what is left at its end. */
    public Sequences sequences(int steps, int frame) {
        long size = (long) steps * frame;
        if (steps < 1 || frame < 1 || size > symbols.length) {
            throw new IllegalArgumentException("a sequence takes between 1 and the text's " + symbols.length
                    + " symbols, got " + steps + " steps of " + frame + "; take shorter ones");
        }
        int count = (int) (symbols.length / size);
        return new Sequences(Arrays.copyOf(symbols, (int) (count * size)), count, steps, frame);
    }
}

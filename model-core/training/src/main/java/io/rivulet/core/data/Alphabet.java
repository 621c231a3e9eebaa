package io.rivulet.core.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/** The bytes that a text is made of, in ascending order: symbol {@code i} stands for the {@code i}-th of them. */
public final class Alphabet {
    private static final int ABSENT = -1;

    private final byte[] bytes;
    private final int[] symbols;

    private Alphabet(BitSet present) {
        bytes = new byte[present.cardinality()];
        symbols = new int[256];
        Arrays.fill(symbols, ABSENT);
        int symbol = 0;
        for (int value = present.nextSetBit(0); value >= 0; value = present.nextSetBit(value + 1)) {
            bytes[symbol] = (byte) value;
            symbols[value] = symbol++;
        }
    }

    /** The distinct bytes of {@code text}. */
    public static Alphabet of(byte[] text) {
        if (text.length == 0) {
            throw new IllegalArgumentException("an alphabet needs at least 1 byte, got none; give a text");
        }
        BitSet present = new BitSet();
        for (byte value : text) {
            present.set(value & 0xff);
        }
        return new Alphabet(present);
    }

    /** How many symbols there are, 1 to 256. */
    public int size() {
        return bytes.length;
    }

    /**
     * The symbols of {@code text}, 0 to {@link #size} - 1 each.
     *
     * @throws IllegalArgumentException if a byte is not of this alphabet
     */
    public byte[] encode(byte[] text) {
        byte[] encoded = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            int symbol = symbols[text[i] & 0xff];
            if (symbol == ABSENT) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "a text must keep to the %d bytes of its alphabet, found %02x at byte %d; take the alphabet of"
                                + " the whole text",
                        size(),
                        text[i],
                        i));
            }
            encoded[i] = (byte) symbol;
        }
        return encoded;
    }

    /**
     * The text that {@code symbols} stand for, read as UTF-8; where a sample is none, a replacement character shows.
     */
    public String decode(float[] symbols) {
        byte[] text = new byte[symbols.length];
        for (int i = 0; i < symbols.length; i++) {
            int symbol = (int) symbols[i];
            if (symbol != symbols[i] || symbol < 0 || symbol >= size()) {
                throw new IllegalArgumentException(
                        "a symbol must be a whole number below " + size() + ", got " + symbols[i] + " at " + i);
            }
            text[i] = bytes[symbol];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The bytes themselves, so that a model can be told them again: {@code Alphabet.of(alphabet.bytes())} is equal. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Alphabet alphabet && Arrays.equals(bytes, alphabet.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "alphabet of " + size() + " bytes";
    }
}

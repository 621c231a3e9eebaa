package io.rivulet.testbed.kafka;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.CategoricalSymbols;
import io.rivulet.schemas.event.RealSymbols;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Symbols as events carry them, from and to one {@code float} a symbol. */
public final class WireSymbols {
    private WireSymbols() {}

    /**
     * Symbols of a kind, as a field of an event.
     *
     * @throws IllegalArgumentException if a symbol cannot be of that kind
     */
    public static Object of(SymbolKind kind, float[] symbols) {
        return switch (kind) {
            case BINARY -> new BinarySymbols(bits(symbols));
            case CATEGORICAL -> new CategoricalSymbols(indices(symbols));
            case REAL -> new RealSymbols(numbers(symbols));
        };
    }

    /** The symbols in a field of an event, one {@code float} each. */
    public static float[] floats(Object field) {
        if (field instanceof BinarySymbols binary) {
            return floats(binary.getValues());
        }
        if (field instanceof CategoricalSymbols categorical) {
            return floats(categorical.getValues());
        }
        if (field instanceof RealSymbols real) {
            return floats(real.getValues());
        }
        throw new IllegalArgumentException("symbols are binary, categorical or real, got "
                + field.getClass().getSimpleName() + "; read them with a newer version");
    }

    private static ByteBuffer bits(float[] symbols) {
        byte[] bits = new byte[symbols.length];
        for (int i = 0; i < bits.length; i++) {
            if (symbols[i] != 0 && symbols[i] != 1) {
                throw new IllegalArgumentException("a binary symbol is 0 or 1, symbol " + i + " is " + symbols[i]);
            }
            bits[i] = (byte) symbols[i];
        }
        return ByteBuffer.wrap(bits);
    }

    private static List<Integer> indices(float[] symbols) {
        List<Integer> indices = new ArrayList<>(symbols.length);
        for (float symbol : symbols) {
            if (symbol != (int) symbol) {
                throw new IllegalArgumentException(
                        "a categorical symbol is a whole number, symbol " + indices.size() + " is " + symbol);
            }
            indices.add((int) symbol);
        }
        return indices;
    }

    private static List<Float> numbers(float[] symbols) {
        List<Float> numbers = new ArrayList<>(symbols.length);
        for (float symbol : symbols) {
            numbers.add(symbol);
        }
        return numbers;
    }

    private static float[] floats(ByteBuffer bits) {
        float[] symbols = new float[bits.remaining()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = bits.get(bits.position() + i);
        }
        return symbols;
    }

    private static float[] floats(List<? extends Number> numbers) {
        float[] symbols = new float[numbers.size()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = numbers.get(i).floatValue();
        }
        return symbols;
    }
}

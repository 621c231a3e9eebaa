package io.rivulet.flink.event;

import io.rivulet.core.emission.SymbolKind;
import java.util.Arrays;

/**
 * A run of symbols of one kind, in sequence order.
 *
 * @param values one number a symbol, not to be changed: 0 or 1, an index, or a number in the data's units
 */
public record Symbols(SymbolKind kind, float[] values) {

    /** No symbols of this kind. */
    public static Symbols none(SymbolKind kind) {
        return new Symbols(kind, new float[0]);
    }

    /** How many symbols there are. */
    public int count() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Symbols that && kind == that.kind && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Symbols[" + values.length + " " + kind + "]";
    }
}

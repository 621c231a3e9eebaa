package io.rivulet.core.emission;

/**
 * Symbols with {@code values} possible values, independent inside a frame. Logits are [frame, values], row-major; the
 * input is one-hot in the same layout.
 */
public record Categorical(int values) implements Emission {

    /** The most values that a symbol may have. */
    public static final int MAX_VALUES = 65_536;

    public Categorical {
        if (values < 2 || values > MAX_VALUES) {
            throw new IllegalArgumentException("values of a categorical symbol must be between 2 and " + MAX_VALUES
                    + ", got " + values + "; cut symbols of a larger alphabet into several");
        }
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.categorical(this);
    }

    @Override
    public SymbolKind kind() {
        return SymbolKind.CATEGORICAL;
    }

    @Override
    public int logitsWidth(int frame) {
        return Math.multiplyExact(frame, values);
    }

    @Override
    public int inputWidth(int frame) {
        return Math.multiplyExact(frame, values);
    }
}

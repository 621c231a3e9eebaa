package io.rivulet.core.generate;

import io.rivulet.core.emission.Emission;

/** What the symbols of a model may be. */
final class SymbolRules {

    private final Emission emission;
    private final int values;

    SymbolRules(Emission emission) {
        this.emission = emission;
        values = emission.values();
    }

    void check(float[] symbols) {
        for (int i = 0; i < symbols.length; i++) {
            if (!allowed(symbols[i])) {
                throw new InvalidSymbols(rule() + ", got " + symbols[i] + " at index " + i + "; " + remedy());
            }
        }
    }

    private boolean allowed(float symbol) {
        return switch (emission.kind()) {
            case BINARY -> symbol == 0 || symbol == 1;
            case CATEGORICAL -> symbol >= 0 && symbol < values && symbol == (int) symbol;
            case REAL -> Float.isFinite(symbol);
        };
    }

    private String rule() {
        return switch (emission.kind()) {
            case BINARY -> "a binary symbol must be 0 or 1";
            case CATEGORICAL -> "a categorical symbol must be a whole number from 0 to " + (values - 1);
            case REAL -> "a real symbol must be finite";
        };
    }

    private String remedy() {
        return switch (emission.kind()) {
            case BINARY -> "binarise the data as the model's training did";
            case CATEGORICAL -> "map the data to the model's values";
            case REAL -> "fill or drop missing values before sending";
        };
    }
}

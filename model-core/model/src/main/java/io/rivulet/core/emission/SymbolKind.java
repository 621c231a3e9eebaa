package io.rivulet.core.emission;

/** What a symbol is. Inside the model every symbol is a {@code float}, whatever its kind. */
public enum SymbolKind {
    /** 0 or 1. */
    BINARY,
    /** An index from 0 to the number of values less one; exact in a float. */
    CATEGORICAL,
    /** Any finite number, in the units of the data; standardised inside the model. */
    REAL
}

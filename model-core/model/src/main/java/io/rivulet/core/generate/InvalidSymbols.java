package io.rivulet.core.generate;

/** Symbols that the model cannot have: the message states the rule, the value found and the remedy. */
public final class InvalidSymbols extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidSymbols(String message) {
        super(message);
    }
}

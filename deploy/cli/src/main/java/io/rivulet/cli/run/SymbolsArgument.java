package io.rivulet.cli.run;

import io.rivulet.cli.option.SymbolArray;
import io.rivulet.cli.option.UsageError;
import java.io.InputStream;

/** Symbols on a command line: a JSON array, {@code @FILE} that holds one, or {@code -} for standard input. */
final class SymbolsArgument {
    private static final SymbolArray SYMBOLS = new SymbolArray("--symbols");

    private SymbolsArgument() {}

    /**
     * The symbols.
     *
     * @throws UsageError if there is no array of numbers
     */
    static float[] parse(String argument, InputStream standardInput) {
        if (argument.equals("-")) {
            return SYMBOLS.in(standardInput);
        }
        return argument.startsWith("@") ? SYMBOLS.inFile(argument.substring(1)) : SYMBOLS.in(argument);
    }
}

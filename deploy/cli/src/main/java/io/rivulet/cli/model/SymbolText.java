package io.rivulet.cli.model;

import java.io.PrintWriter;

/** Symbols as one line of JSON, written as they come: whole numbers where the kind says so. */
final class SymbolText {

    private final boolean whole;
    private final PrintWriter out;
    private char separator = '[';

    SymbolText(boolean whole, PrintWriter out) {
        this.whole = whole;
        this.out = out;
    }

    void write(float[] symbols) {
        for (float symbol : symbols) {
            out.print(separator);
            out.print(whole ? Integer.toString((int) symbol) : Float.toString(symbol));
            separator = ',';
        }
        out.flush();
    }

    void end() {
        out.println(separator == '[' ? "[]" : "]");
        out.flush();
    }
}

package io.rivulet.cli.terminal;

import io.rivulet.core.text.Visible;

/** A line for a terminal: what it says is {@link Visible}, and {@link Ink} alone gives it marks that are obeyed. */
public final class Marked {
    private final String line;

    private Marked(String line) {
        this.line = line;
    }

    /** A line that says this, whoever wrote it. */
    public static Marked plain(String text) {
        return new Marked(Visible.of(text));
    }

    /** A JSON value, the same to whoever parses it. */
    public static Marked json(String json) {
        return new Marked(Visible.json(json));
    }

    /** Text between two marks. */
    static Marked between(String mark, String text, String end) {
        return new Marked(mark + Visible.of(text) + end);
    }

    /** This, and behind it that. */
    public Marked and(Marked that) {
        return new Marked(line + that.line);
    }

    /** This, and behind it what anyone wrote. */
    public Marked and(String text) {
        return and(plain(text));
    }

    /** As the terminal gets it. */
    @Override
    public String toString() {
        return line;
    }
}

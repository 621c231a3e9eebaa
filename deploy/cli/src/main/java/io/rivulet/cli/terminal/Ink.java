package io.rivulet.cli.terminal;

import io.rivulet.cli.terminal.Picture.Pixel;
import java.util.Map;

/** How lines are marked up: with terminal colours or with characters alone. */
public enum Ink {
    /** Characters alone, for files, pipes and readers who asked for no colour. */
    PLAIN("", "", "", "", ""),
    /** ANSI colours. */
    COLOUR("\u001b[0m", "\u001b[97m", "\u001b[38;5;214m", "\u001b[2m", "\u001b[31m");

    private static final String GENERATED_UNDER_GIVEN = "\u001b[97;48;5;214m";
    private static final String GIVEN_UNDER_GENERATED = "\u001b[38;5;214;107m";

    private final String plain;
    private final String given;
    private final String generated;
    private final String dim;
    private final String alarm;

    Ink(String plain, String given, String generated, String dim, String alarm) {
        this.plain = plain;
        this.given = given;
        this.generated = generated;
        this.dim = dim;
        this.alarm = alarm;
    }

    /** Colour for a terminal, unless the environment says {@code NO_COLOR} or names a dumb terminal. */
    public static Ink of(Map<String, String> environment, boolean terminal) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && !refused && !dumb ? COLOUR : PLAIN;
    }

    /** One character that shows two pixels, one above the other. */
    Marked cell(Pixel upper, Pixel lower) {
        if (upper == Pixel.DARK && lower == Pixel.DARK) {
            return Marked.plain(" ");
        }
        if (upper == Pixel.DARK) {
            return Marked.between(style(lower), "▄", plain);
        }
        if (lower == Pixel.DARK) {
            return Marked.between(style(upper), "▀", plain);
        }
        if (upper == lower || this == PLAIN) {
            return Marked.between(style(upper), "█", plain);
        }
        String both = upper == Pixel.GIVEN ? GENERATED_UNDER_GIVEN : GIVEN_UNDER_GENERATED;
        return Marked.between(both, "▀", plain);
    }

    /** Text that stays in the background. */
    public Marked dim(String text) {
        return Marked.between(dim, text, plain);
    }

    /** Text that reports something refused. */
    public Marked alarm(String text) {
        return Marked.between(alarm, text, plain);
    }

    /** Text in the colour of prompts. */
    public Marked given(String text) {
        return Marked.between(given, text, plain);
    }

    /** Text in the colour of what the model wrote. */
    public Marked generated(String text) {
        return Marked.between(generated, text, plain);
    }

    private String style(Pixel pixel) {
        return pixel == Pixel.GIVEN ? given : generated;
    }
}

package io.rivulet.cli.terminal;

import java.util.List;
import java.util.Locale;

/**
 * Lines that stay, and below them one strip that is repainted while it changes. Away from a terminal nothing is
 * repainted: a strip is printed once, when it is finished. Not thread safe.
 */
public final class Screen {
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String UP = "\u001b[%dA\r";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Lines out;
    private final boolean terminal;
    private List<Marked> live = List.of();

    /** A screen on a stream; {@code terminal} says whether the stream moves its cursor when told to. */
    public Screen(Lines out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Prints a line above the strip. */
    public void line(Marked text) {
        erase();
        out.println(text);
        paint();
    }

    /** Shows the strip as it is now; on a terminal only. */
    public void show(List<Marked> strip) {
        if (terminal) {
            erase();
            live = List.copyOf(strip);
            paint();
        }
    }

    /** Prints the strip for good. */
    public void finish(List<Marked> strip) {
        erase();
        live = List.of();
        strip.forEach(out::println);
        out.flush();
    }

    private void erase() {
        if (!live.isEmpty()) {
            out.unchanged(String.format(Locale.ROOT, UP, live.size()) + CLEAR_BELOW);
        }
    }

    private void paint() {
        for (Marked line : live) {
            out.unchanged(CLEAR_LINE);
            out.println(line);
        }
        out.flush();
    }
}

package io.rivulet.core.text;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Text that others wrote, with nothing in it that a terminal obeys or that cannot be seen: such a character stands as
 * its number, {@code \}{@code u{1b}} for an escape. These are controls and line breaks, marks of direction, characters
 * without width, tags, and halves of surrogate pairs. All else stays as it is, a backslash too, unless it begins what
 * would look like such a number: it is one itself then, so that every number in the result stands for one character.
 */
public final class Visible {
    private static final String NUMBER = "\\u{";

    private Visible() {}

    /** The text on one line. */
    public static String of(String text) {
        return shown(text, Visible::harms);
    }

    /** The text on as many lines as it has, with its tabs. */
    public static String lines(String text) {
        return shown(text, c -> c != '\n' && c != '\t' && harms(c));
    }

    /** The same JSON value, written without such characters. */
    public static String json(String json) {
        if (json.codePoints().noneMatch(Visible::harms)) {
            return json;
        }
        StringBuilder shown = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(c -> {
            if (!harms(c)) {
                shown.appendCodePoint(c);
                return;
            }
            for (char half : Character.toChars(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
            }
        });
        return shown.toString();
    }

    private static String shown(String text, IntPredicate numbered) {
        if (!text.contains(NUMBER) && text.codePoints().noneMatch(numbered)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (numbered.test(c) || text.startsWith(NUMBER, i)) {
                shown.append(NUMBER).append(Integer.toHexString(c)).append('}');
            } else {
                shown.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    private static boolean harms(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> c >= 0x34f && isIgnorable(c);
        };
    }

    /** What Unicode calls ignorable by default, formats aside: joiners, fillers, and all that selects a variant. */
    private static boolean isIgnorable(int c) {
        return c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c >= 0x180b && c <= 0x180f
                || c == 0x2065
                || c == 0x3164
                || c >= 0xfe00 && c <= 0xfe0f
                || c == 0xffa0
                || c >= 0xfff0 && c <= 0xfff8
                || c >= 0xe0000 && c <= 0xe0fff;
    }
}

package io.rivulet.core.bundle;

/**
 * A bundle was refused. The message states the rule, what was found, and the remedy. Names in a bundle are foreign: a
 * character of theirs that would do something to a line or a terminal stands there as its number.
 */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST_SHOWN = 64;

    BundleException(String rule, String found, String remedy) {
        super(visible(rule + ", found " + found + "; " + remedy));
    }

    BundleException(String rule, String found, String remedy, Throwable cause) {
        super(visible(rule + ", found " + found + "; " + remedy), cause);
    }

    /** A rule that another part of the model stated already, with what it found and its remedy. */
    BundleException(String message, Throwable cause) {
        super(visible(message), cause);
    }

    /** What was found, if a line has room for it. */
    static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? "a text of " + text.length() + " characters" : text;
    }

    private static String visible(String message) {
        StringBuilder text = new StringBuilder();
        message.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean shown = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            if (shown) {
                text.appendCodePoint(c);
            } else {
                text.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return text.toString();
    }
}

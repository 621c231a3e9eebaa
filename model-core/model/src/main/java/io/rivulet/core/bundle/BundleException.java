package io.rivulet.core.bundle;

import io.rivulet.core.text.Visible;

/**
 * A bundle was refused. The message states the rule, what was found, and the remedy; what a foreign file gave to it is
 * {@link Visible}, for logs print messages as they are.
 */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST_SHOWN = 64;

    BundleException(String rule, String found, String remedy) {
        super(Visible.of(rule + ", found " + found + "; " + remedy));
    }

    BundleException(String rule, String found, String remedy, Throwable cause) {
        super(Visible.of(rule + ", found " + found + "; " + remedy), cause);
    }

    /** A rule that another part of the model stated already, with what it found and its remedy. */
    BundleException(String message, Throwable cause) {
        super(Visible.of(message), cause);
    }

    /** What was found, if a line has room for it. */
    static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? "a text of " + text.length() + " characters" : text;
    }
}

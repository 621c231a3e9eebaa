package io.rivulet.core.bundle;

/** A bundle was refused. The message states the rule, what was found, and the remedy. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BundleException(String rule, String found, String remedy) {
        super(rule + ", found " + found + "; " + remedy);
    }

    BundleException(String rule, String found, String remedy, Throwable cause) {
        super(rule + ", found " + found + "; " + remedy, cause);
    }

    /** A rule that another part of the model stated already, with what it found and its remedy. */
    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.rivulet.core.model;

/** How large the parts of an architecture may be. */
final class Extents {

    private Extents() {}

    /** Refuses a {@code value} that is not from 1 to {@code max}. */
    static void within(String what, int value, int max) {
        within(what, value, 1, max);
    }

    /** Refuses a {@code value} that is not from {@code min} to {@code max}. */
    static void within(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must be between " + min + " and " + max + ", got " + value
                    + "; choose a value in that range");
        }
    }
}

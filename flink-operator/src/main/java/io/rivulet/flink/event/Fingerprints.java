package io.rivulet.flink.event;

import java.util.regex.Pattern;

/** A model's fingerprint as text: 64 lower-case hexadecimal digits. */
public final class Fingerprints {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private static final int SHOWN_DIGITS = 12;

    private Fingerprints() {}

    /** Whether this text is one. */
    public static boolean isOne(String text) {
        return FINGERPRINT.matcher(text).matches();
    }

    /** The first digits, which tell models apart to people. */
    public static String shown(String fingerprint) {
        return fingerprint.substring(0, SHOWN_DIGITS);
    }
}

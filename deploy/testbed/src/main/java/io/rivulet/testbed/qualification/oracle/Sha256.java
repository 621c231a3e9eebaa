package io.rivulet.testbed.qualification.oracle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 hexadecimal digits. */
final class Sha256 {
    private Sha256() {}

    static String of(byte[] bytes) {
        return finish(start(), bytes);
    }

    /** What comes after {@link #start} and the last piece. */
    static String finish(MessageDigest digest, byte... last) {
        return HexFormat.of().formatHex(digest.digest(last));
    }

    /** A digest to which bytes are added piece by piece. */
    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

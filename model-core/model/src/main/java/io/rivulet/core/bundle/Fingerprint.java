package io.rivulet.core.bundle;

import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * What names a model beyond doubt: SHA-256 over the canonical configuration, then the numbers of every tensor in the
 * order of the tensors' names, little-endian. Two files that hold the same model have the same fingerprint.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    private static final int SHOWN_DIGITS = 12;

    /** @throws IllegalArgumentException unless {@code hex} is a fingerprint */
    public Fingerprint {
        if (!isValid(hex)) {
            throw new IllegalArgumentException("a model's fingerprint must be 64 lower-case hexadecimal digits, got "
                    + hex.length() + " characters that are not; copy what inspecting the bundle prints");
        }
    }

    /** Whether {@code text} is a fingerprint, for those who refuse it in words of their own. */
    public static boolean isValid(String text) {
        return DIGITS.matcher(text).matches();
    }

    static Fingerprint of(byte[] config, Weights weights) {
        MessageDigest digest = FileDigests.newSha256();
        digest.update(CanonicalJson.of(ConfigJson.FILE, config));
        for (Tensor tensor : weights.tensors().values()) {
            ByteBuffer bytes = ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(tensor.borrow());
            digest.update(bytes);
        }
        return new Fingerprint(FileDigests.hex(digest.digest()));
    }

    /** The first {@value #SHOWN_DIGITS} digits: enough for people to tell models apart. */
    public String shortened() {
        return hex.substring(0, SHOWN_DIGITS);
    }

    /** All 64 digits. */
    @Override
    public String toString() {
        return hex;
    }
}

package io.rivulet.core.generate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a request's draws are made of.
 *
 * @param key names the draws of a session and a seed
 * @param temperature scales the noise: 0 gives the most likely of everything, 1 the model's own distribution
 */
public record Randomness(long key, float temperature) {

    public static final float MAX_TEMPERATURE = 10;

    public Randomness {
        if (!(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
            throw new IllegalArgumentException("temperature must be between 0 and " + MAX_TEMPERATURE + ", got "
                    + temperature + "; use 1 for the model's own distribution");
        }
    }

    /** The key is the first 8 bytes, big-endian, of SHA-256 over the seed (8 bytes, big-endian) and the id (UTF-8). */
    public static Randomness of(long seed, String sessionId, float temperature) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
            digest.update(sessionId.getBytes(StandardCharsets.UTF_8));
            return new Randomness(ByteBuffer.wrap(digest.digest()).getLong(), temperature);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

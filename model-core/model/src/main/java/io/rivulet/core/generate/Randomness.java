package io.rivulet.core.generate;

import io.rivulet.core.emission.Temperature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a request's draws are made of.
 *
 * @param key names the draws of a session and a seed
 * @param temperature scales the noise
 */
public record Randomness(long key, Temperature temperature) {

    /** The key is the first 8 bytes, big-endian, of SHA-256 over the seed (8 bytes, big-endian) and the id (UTF-8). */
    public static Randomness of(long seed, String sessionId, Temperature temperature) {
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

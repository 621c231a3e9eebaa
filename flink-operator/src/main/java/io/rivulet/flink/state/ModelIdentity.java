package io.rivulet.flink.state;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which model made a session's state. The digest is made of names of emissions, latents and conditioning: state holds
 * it, so these names stay.
 *
 * @param fingerprint of the model
 * @param architecture digest of all that decides what the numbers of a state mean, weights aside: two models of equal
 *     architecture can go on from each other's states
 * @param frame F, symbols a step
 */
public record ModelIdentity(Fingerprint fingerprint, long architecture, int frame) {

    public ModelIdentity {
        if (frame < 1) {
            throw new IllegalArgumentException(
                    "a model must have a frame of at least 1, got " + frame + "; take it from the bundle");
        }
    }

    /** The identity of a loaded model. */
    public static ModelIdentity of(ModelConfig config, Fingerprint fingerprint) {
        Emission emission = config.emission();
        String architecture = String.join(
                "|",
                emission.getClass().getSimpleName(),
                emission.kind().name(),
                Integer.toString(emission.inputWidth(config.frame())),
                Integer.toString(emission.logitsWidth(config.frame())),
                Integer.toString(config.frame()),
                config.latents() instanceof GaussianLatents gaussian
                        ? Integer.toString(gaussian.width())
                        : config.latents().toString(),
                Integer.toString(config.width()),
                Integer.toString(config.states()),
                Integer.toString(config.decoderLayers()));
        if (config.conditioning() != Conditioning.OBSERVED) {
            architecture += "|" + config.conditioning() + "|" + config.servingLayers();
        }
        return new ModelIdentity(fingerprint, digest(architecture), config.frame());
    }

    /** Whether a state of {@code other} means the same to this model, so that it can go on from it. */
    public boolean hasArchitectureOf(ModelIdentity other) {
        return architecture == other.architecture && frame == other.frame;
    }

    private static long digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256, this one has not", e);
        }
    }
}

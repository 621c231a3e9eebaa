package io.rivulet.flink.event;

import io.rivulet.core.bundle.Fingerprint;

/**
 * The demand to serve another model from here on: a ModelControl on the wire.
 *
 * @param model name of the model, as in its bundle
 * @param path where its bundle lies, readable from every worker
 * @param fingerprint that the bundle must have, 64 lower-case hexadecimal digits
 * @param policy what becomes of sessions whose state another model made
 */
public record Rollout(SourcePosition source, String model, String path, String fingerprint, RolloutPolicy policy) {

    public Rollout {
        if (model.isEmpty() || path.isEmpty()) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "model and path must not be empty, got " + model.length() + " and " + path.length()
                            + " characters; name the model as its bundle does, and where the bundle lies");
        }
        if (!Fingerprint.isValid(fingerprint)) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "fingerprint must have 64 lower-case hexadecimal digits, got " + fingerprint.length()
                            + " characters; take it from the bundle");
        }
    }
}

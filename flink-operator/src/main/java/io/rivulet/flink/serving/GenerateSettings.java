package io.rivulet.flink.serving;

import io.rivulet.flink.event.Fingerprints;
import io.rivulet.flink.event.RolloutPolicy;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the generating operator is told.
 *
 * @param model where the model lies, as the option {@code rivulet.model.path} describes
 * @param fingerprint that the model must have, 64 lower-case hexadecimal digits; null for any
 * @param timeToLive how long after its last request a session is kept; zero for ever
 * @param longestWait how long a request may wait for others to share its pass, when nothing else is to be done
 * @param passThreads that share a pass of many steps; 1 leaves it to the task's own
 */
public record GenerateSettings(
        String model,
        @Nullable String fingerprint,
        RolloutPolicy policy,
        Duration timeToLive,
        Duration longestWait,
        int passThreads,
        Limits limits)
        implements Serializable {

    public GenerateSettings {
        if (fingerprint != null && !Fingerprints.isOne(fingerprint)) {
            throw new IllegalArgumentException("a model's fingerprint must be 64 lower-case hexadecimal digits, got "
                    + fingerprint.length() + " characters that are not; copy what inspecting the bundle prints");
        }
        if (passThreads < 1) {
            throw new IllegalArgumentException("the threads of a pass must be 1 or more, got " + passThreads
                    + "; 1 is right if slots use all processors");
        }
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException(
                    "the longest wait for a batch must be 0 or more, got " + longestWait + "; 0 batches what is there");
        }
    }
}

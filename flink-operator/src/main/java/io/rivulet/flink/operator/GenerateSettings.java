package io.rivulet.flink.operator;

import io.rivulet.flink.event.ModelChangePolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the generating operator is told.
 *
 * @param model where the model lies, as the option {@code rivulet.model.path} describes
 * @param timeToLive how long after its last request a session is kept; zero for ever
 * @param longestWait how long a request may wait for others to share its pass, when nothing else is to be done
 */
public record GenerateSettings(
        String model, ModelChangePolicy policy, Duration timeToLive, Duration longestWait, Limits limits)
        implements Serializable {

    public GenerateSettings {
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException(
                    "the longest wait for a batch must be 0 or more, got " + longestWait + "; 0 batches what is there");
        }
    }
}

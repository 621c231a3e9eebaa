package io.rivulet.flink.operator;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the generating operator is told.
 *
 * @param model where the model lies, as the option {@code rivulet.model.path} describes
 * @param timeToLive how long after its last request a session is kept; zero for ever
 */
public record GenerateSettings(String model, ModelChangePolicy policy, Duration timeToLive, Limits limits)
        implements Serializable {}

package io.rivulet.cli.local;

import java.time.Duration;

/**
 * How the local run goes.
 *
 * @param once whether to end when the demonstration is over
 * @param model the model, as the job's option takes it
 * @param port the broker's port, or 0 for any free one
 * @param patience how long all answers together may take
 */
public record LocalSettings(boolean once, String model, DrawSettings draws, int port, Duration patience) {}

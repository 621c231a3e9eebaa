package io.rivulet.cli.local;

import io.rivulet.core.emission.Temperature;

/**
 * How lower halves are drawn.
 *
 * @param blockSteps rows of a digit that are generated at once
 * @param seed of all draws
 */
public record DrawSettings(int blockSteps, long seed, Temperature temperature) {
    public DrawSettings {
        if (blockSteps < 1) {
            throw new IllegalArgumentException(
                    "a block must have 1 row or more, got " + blockSteps + "; use 1 for the best pictures");
        }
    }
}

package io.rivulet.cli.local;

/**
 * How lower halves are drawn.
 *
 * @param blockSteps rows of a digit that are generated at once
 * @param seed of all draws
 * @param temperature from 0 to 10
 */
public record DrawSettings(int blockSteps, long seed, float temperature) {
    public DrawSettings {
        if (blockSteps < 1 || !(temperature >= 0 && temperature <= 10)) {
            throw new IllegalArgumentException("a block has a row or more, and the temperature is from 0 to 10, got "
                    + blockSteps + " rows at " + temperature + "; try 2 rows at 1");
        }
    }
}

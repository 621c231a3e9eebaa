package io.rivulet.core.report;

/**
 * How many times as fast as the fastest baseline a model generates.
 *
 * @param alone one image
 * @param together 64 side by side
 */
public record SpeedUps(double alone, double together) {
    /** Wanted of black and white images. */
    static final SpeedUps DIGITS = new SpeedUps(20, 5);
    /** Wanted of colours. */
    static final SpeedUps COLOURS = new SpeedUps(50, 50);
}

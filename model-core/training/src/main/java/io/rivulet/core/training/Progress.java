package io.rivulet.core.training;

/**
 * A point of the learning curve: averages over the steps since the last one, in nats per sequence of the unobserved
 * part, and the bound of held-out sequences with nothing observed (NaN where there are none).
 *
 * @param seconds processor seconds of the threads that train, held-out bounds excepted
 * @param stepsPerSecond and {@code secondsLeft} by the clock on the wall, everything included
 */
public record Progress(
        int step,
        double seconds,
        double reconstruction,
        double divergence,
        double gradientNorm,
        double heldOut,
        double stepsPerSecond,
        double secondsLeft) {}

package io.rivulet.core.baseline;

import io.rivulet.core.emission.SymbolLaw;

/**
 * The three baselines at about 250,000 parameters, within 5 % of each other: one width for all, so that they read and
 * emit symbols with equal maps, and as many layers as the parameters allow.
 */
public final class Baselines {
    private static final int WIDTH = 64;

    private Baselines() {}

    /** For sequences of {@code steps} frames of {@code frame} symbols. */
    public static Autoregressive s5(SymbolLaw law, int frame, int steps) {
        return new Autoregressive(new S5(10, WIDTH, 64), law, frame, steps);
    }

    /** As {@link #s5}, with twice the width inside, 16 states a channel, as the paper has it. */
    public static Autoregressive mamba(SymbolLaw law, int frame, int steps) {
        return new Autoregressive(new Mamba(8, WIDTH, 2 * WIDTH, 16), law, frame, steps);
    }

    /** As {@link #s5}. */
    public static Autoregressive transformer(SymbolLaw law, int frame, int steps) {
        return new Autoregressive(new Transformer(5, WIDTH, 2), law, frame, steps);
    }
}

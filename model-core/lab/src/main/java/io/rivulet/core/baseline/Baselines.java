package io.rivulet.core.baseline;

import io.rivulet.core.emission.SymbolLaw;

/**
 * The three baselines at about 205,000 parameters of binary symbols, within 3 % of each other, between what the shipped
 * digit model serves with (103,000) and what it is trained with (241,000): one width for all, so that they read and
 * emit symbols with equal maps, and as many layers as the parameters allow.
 */
public final class Baselines {
    private static final int WIDTH = 64;

    private Baselines() {}

    /** For sequences of {@code steps} frames of {@code frame} symbols. */
    public static Autoregressive s5(SymbolLaw law, int frame, int steps) {
        return new Autoregressive(new S5(8, WIDTH, 64), law, frame, steps);
    }

    /** As {@link #s5}, with twice the width inside, 16 states a channel, as the paper has it. */
    public static Autoregressive mamba(SymbolLaw law, int frame, int steps) {
        return new Autoregressive(new Mamba(6, WIDTH, 2 * WIDTH, 16), law, frame, steps);
    }

    /** As {@link #s5}. */
    public static Autoregressive transformer(SymbolLaw law, int frame, int steps) {
        return new Autoregressive(new Transformer(4, WIDTH, 2), law, frame, steps);
    }
}

package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/** Linear in the levels of symbols of an ordered alphabet; of binary ones, in {@code 2x - 1}. */
public final class LevelEmbedding implements SymbolEmbedding {

    private final Kernels kernels;
    private final Linear linear;
    private final SymbolLaw law;
    private final Scratch signs = new Scratch();

    public LevelEmbedding(Kernels kernels, Linear linear, SymbolLaw law) {
        this.kernels = kernels;
        this.linear = linear;
        this.law = law;
    }

    @Override
    public void embed(float[] symbols, int rows, float[] h) {
        int count = rows * linear.weight().in();
        float[] x = signs.floats(rows, linear.weight().in());
        for (int i = 0; i < count; i++) {
            x[i] = law.level(symbols[i]);
        }
        linear.forward(kernels, x, rows, h);
    }
}

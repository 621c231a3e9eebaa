package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/** Linear in {@code 2x - 1}. */
public final class BinaryEmbedding implements SymbolEmbedding {

    private final Kernels kernels;
    private final Linear linear;
    private final Scratch signs = new Scratch();

    public BinaryEmbedding(Kernels kernels, Linear linear) {
        this.kernels = kernels;
        this.linear = linear;
    }

    @Override
    public void embed(float[] symbols, int rows, float[] h) {
        int count = rows * linear.weight().in();
        float[] x = signs.floats(rows, linear.weight().in());
        for (int i = 0; i < count; i++) {
            x[i] = 2 * symbols[i] - 1;
        }
        linear.forward(kernels, x, rows, h);
    }
}

package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/** Linear in the standardised symbols. */
public final class RealEmbedding implements SymbolEmbedding {

    private final Kernels kernels;
    private final Linear linear;
    private final Channels channels;
    private final Scratch inside = new Scratch();

    public RealEmbedding(Kernels kernels, Linear linear, Channels channels) {
        this.kernels = kernels;
        this.linear = linear;
        this.channels = channels;
    }

    @Override
    public void embed(float[] symbols, int rows, float[] h) {
        float[] x = inside.floats(rows, linear.weight().in());
        channels.standardise(symbols, rows * linear.weight().in(), x);
        linear.forward(kernels, x, rows, h);
    }
}

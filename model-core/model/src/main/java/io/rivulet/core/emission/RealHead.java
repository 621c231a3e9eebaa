package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/**
 * Real symbols, {@code location + temperature * scale * noise} in standardised units, returned in the units of the
 * data. The noise is standard normal or standard Student-t.
 */
public final class RealHead implements EmissionHead {

    /** Log scales are clamped to this range, here and in training. */
    public static final float MIN_LOG_SCALE = -6;

    public static final float MAX_LOG_SCALE = 2;

    private final Kernels kernels;
    private final Linear linear;
    private final Channels channels;
    private final Noise noise;
    private final Scratch logits = new Scratch();
    private final Scratch scales = new Scratch();

    /** @param linear gives [rows, 2 * frame]: locations, then log scales */
    public RealHead(Kernels kernels, Linear linear, Channels channels, Noise noise) {
        this.kernels = kernels;
        this.linear = linear;
        this.channels = channels;
        this.noise = noise;
    }

    @Override
    public void draw(float[] hidden, Draws draws, Past past, float[] symbols) {
        int rows = draws.rows();
        int frame = linear.weight().out() / 2;
        float[] logit = logits.floats(rows, 2 * frame);
        linear.forward(kernels, hidden, rows, logit);
        float[] scale = scales.floats(rows, frame);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < frame; j++) {
                float logScale = logit[row * 2 * frame + frame + j];
                scale[row * frame + j] = Math.min(Math.max(logScale, MIN_LOG_SCALE), MAX_LOG_SCALE);
            }
        }
        kernels.exp(scale, rows * frame, scale);
        double[] standard = noise.draw(draws, frame);
        for (int row = 0; row < rows; row++) {
            for (int j = draws.given(row); j < frame; j++) {
                int i = row * frame + j;
                float spread = draws.temperature(row) * scale[i];
                float inside = Math.fma(spread, (float) standard[i], logit[row * 2 * frame + j]);
                symbols[i] = channels.symbol(inside, j);
            }
        }
    }

    @Override
    public float[] logits() {
        return logits.floats(0, 0);
    }
}

package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/** Binary symbols, each from its own logit. */
public final class BernoulliHead implements EmissionHead {

    private final Kernels kernels;
    private final Linear linear;
    private final Scratch logits = new Scratch();
    private final Scratch probabilities = new Scratch();

    public BernoulliHead(Kernels kernels, Linear linear) {
        this.kernels = kernels;
        this.linear = linear;
    }

    @Override
    public void draw(float[] hidden, Draws draws, Past past, float[] symbols) {
        int rows = draws.rows();
        int frame = linear.weight().out();
        float[] logit = logits.floats(rows, frame);
        linear.forward(kernels, hidden, rows, logit);
        float[] p = probabilities.floats(rows, frame);
        for (int row = 0; row < rows; row++) {
            for (int i = row * frame; i < (row + 1) * frame; i++) {
                p[i] = BinaryDraw.tempered(logit[i], draws.temperature(row));
            }
        }
        kernels.sigmoid(p, rows * frame, p);
        double[] uniform = draws.uniforms(Draws.SYMBOLS, frame);
        for (int row = 0; row < rows; row++) {
            for (int i = row * frame + draws.given(row); i < (row + 1) * frame; i++) {
                symbols[i] = BinaryDraw.symbol(logit[i], p[i], uniform[i], draws.temperature(row));
            }
        }
    }

    @Override
    public float[] logits() {
        return logits.floats(0, 0);
    }
}

package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/** Symbols with several values, each from its own logits: softmax, then the inverse of the cumulated probabilities. */
public final class CategoricalHead implements EmissionHead {

    private final Kernels kernels;
    private final Linear linear;
    private final int values;
    private final Scratch logits = new Scratch();
    private final Scratch weights = new Scratch();

    /** @param linear gives [rows, frame * values] */
    public CategoricalHead(Kernels kernels, Linear linear, int values) {
        this.kernels = kernels;
        this.linear = linear;
        this.values = values;
    }

    @Override
    public void draw(float[] hidden, Draws draws, Past past, float[] symbols) {
        int rows = draws.rows();
        int width = linear.weight().out();
        int frame = width / values;
        float[] logit = logits.floats(rows, width);
        linear.forward(kernels, hidden, rows, logit);
        float[] weight = weights.floats(rows, width);
        for (int i = 0; i < rows * frame; i++) {
            int best = best(logit, i * values);
            float temperature = draws.temperature(i / frame);
            for (int k = i * values; k < (i + 1) * values; k++) {
                float below = logit[k] - logit[best];
                weight[k] = temperature == 0 ? below : below / temperature;
            }
        }
        kernels.exp(weight, rows * width, weight);
        double[] uniform = draws.uniforms(Draws.SYMBOLS, frame);
        for (int row = 0; row < rows; row++) {
            for (int i = row * frame + draws.given(row); i < (row + 1) * frame; i++) {
                symbols[i] = symbol(logit, weight, i * values, uniform[i], draws.temperature(row));
            }
        }
    }

    private float symbol(float[] logit, float[] weight, int from, double uniform, float temperature) {
        double total = 0;
        float sum = 0;
        for (int k = 0; k < values; k++) {
            total += weight[from + k];
            sum += logit[from + k];
        }
        if (!Float.isFinite(sum)) {
            return Float.NaN;
        }
        if (temperature == 0) {
            return best(logit, from) - from;
        }
        double left = uniform * total;
        int k = 0;
        for (left -= weight[from]; left >= 0 && k < values - 1; left -= weight[from + k]) {
            k++;
        }
        return k;
    }

    /** Index of the largest logit of the symbol whose logits begin at {@code from}; the first of equals. */
    private int best(float[] logit, int from) {
        int best = from;
        for (int k = from + 1; k < from + values; k++) {
            if (logit[k] > logit[best]) {
                best = k;
            }
        }
        return best;
    }

    @Override
    public float[] logits() {
        return logits.floats(0, 0);
    }
}

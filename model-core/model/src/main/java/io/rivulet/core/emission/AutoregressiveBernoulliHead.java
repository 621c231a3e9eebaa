package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/**
 * Binary symbols in turn inside the frame, the frames of all rows side by side (the NADE of arXiv 1605.02226):
 *
 * <pre>
 * logit_j = e_j + w_j . relu(a_j)
 * a_(j+1) = a_j + v_j (2 x_j - 1)         e and a_0 linear in the decoder's output
 * </pre>
 */
public final class AutoregressiveBernoulliHead implements EmissionHead {

    private final Kernels kernels;
    private final Linear linear;
    private final Linear inside;
    private final float[] v;
    private final float[] w;
    private final Scratch logits = new Scratch();
    private final Scratch units = new Scratch();
    private final Scratch column = new Scratch();
    private final Scratch probabilities = new Scratch();

    /**
     * @param linear gives e, [rows, frame]
     * @param inside gives a_0, [rows, hidden]
     * @param v [frame, hidden]
     * @param w [frame, hidden]
     */
    public AutoregressiveBernoulliHead(Kernels kernels, Linear linear, Linear inside, float[] v, float[] w) {
        this.kernels = kernels;
        this.linear = linear;
        this.inside = inside;
        this.v = v;
        this.w = w;
    }

    @Override
    public void draw(float[] hidden, Draws draws, Past past, float[] symbols) {
        int rows = draws.rows();
        int frame = linear.weight().out();
        int width = inside.weight().out();
        float[] e = logits.floats(rows, frame);
        float[] a = units.floats(rows, width);
        linear.forward(kernels, hidden, rows, e);
        inside.forward(kernels, hidden, rows, a);
        double[] uniform = draws.uniforms(Draws.SYMBOLS, frame);
        float[] logit = column.floats(rows, 1);
        float[] p = probabilities.floats(rows, 1);
        for (int j = 0; j < frame; j++) {
            for (int row = 0; row < rows; row++) {
                logit[row] = e[row * frame + j] + kernels.reluDot(a, row * width, w, j * width, width);
                p[row] = BinaryDraw.tempered(logit[row], draws.temperature(row));
            }
            kernels.sigmoid(p, rows, p);
            for (int row = 0; row < rows; row++) {
                int i = row * frame + j;
                if (j >= draws.given(row)) {
                    symbols[i] = BinaryDraw.symbol(logit[row], p[row], uniform[i], draws.temperature(row));
                }
                kernels.addScaled(a, row * width, v, j * width, 2 * symbols[i] - 1, width);
            }
        }
    }

    @Override
    public float[] logits() {
        return logits.floats(0, 0);
    }
}

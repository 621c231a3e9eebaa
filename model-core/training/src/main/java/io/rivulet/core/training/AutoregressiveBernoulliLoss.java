package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * Binary symbols that see the earlier ones of their frame (the estimator of NADE, Larochelle and Murray 2011):
 * {@code logit_j = e_j + w_j . relu(a_j)}, {@code a_(j+1) = a_j + v_j (2 x_j - 1)}, {@code a_0} linear in h.
 */
final class AutoregressiveBernoulliLoss implements EmissionLoss {
    private final Kernels kernels;
    private final int frame;
    private final int hidden;
    private final float[] values;
    private final int vAt;
    private final int wAt;
    private final TrainedLinear emission;
    private final TrainedLinear inside;
    private final float[] logits;
    private final float[] start;
    private final float[] levels;
    private final float[] dLevel;
    private final float[] throughInside;

    AutoregressiveBernoulliLoss(Kernels kernels, Parameters parameters, ModelConfig config, int hidden, int rows) {
        this.kernels = kernels;
        this.hidden = hidden;
        frame = config.frame();
        values = parameters.values();
        vAt = parameters.offset("decoder.inside.v");
        wAt = parameters.offset("decoder.inside.w");
        emission = new TrainedLinear(kernels, parameters, "decoder.emission", frame, config.width());
        inside = new TrainedLinear(kernels, parameters, "decoder.inside", hidden, config.width());
        logits = new float[rows * frame];
        start = new float[rows * hidden];
        levels = new float[(frame + 1) * hidden];
        dLevel = new float[hidden];
        throughInside = new float[rows * hidden];
    }

    @Override
    public void refresh() {
        emission.refresh();
        inside.refresh();
    }

    @Override
    public void forward(float[] h, float[] symbols, int rows, double[] nats) {
        emission.forward(h, rows, logits);
        inside.forward(h, rows, start);
        for (int row = 0; row < rows; row++) {
            levels(symbols, row);
            double sum = 0;
            for (int j = 0; j < frame; j++) {
                int i = row * frame + j;
                logits[i] += kernels.reluDot(levels, j * hidden, values, wAt + j * hidden, hidden);
                sum += BernoulliLoss.nats(logits[i], symbols[i]);
            }
            nats[row] = sum;
        }
    }

    /** a_0, a_1, .. of one row, [frame + 1, hidden]. */
    private void levels(float[] symbols, int row) {
        System.arraycopy(start, row * hidden, levels, 0, hidden);
        for (int j = 0; j < frame; j++) {
            System.arraycopy(levels, j * hidden, levels, (j + 1) * hidden, hidden);
            float sign = 2 * symbols[row * frame + j] - 1;
            kernels.addScaled(levels, (j + 1) * hidden, values, vAt + j * hidden, sign, hidden);
        }
    }

    @Override
    public void backward(float[] h, float[] symbols, float[] weight, int rows, float[] dh, float[] gradients) {
        Arrays.fill(throughInside, 0, rows * hidden, 0f);
        for (int row = 0; row < rows; row++) {
            if (weight[row] == 0f) {
                Arrays.fill(logits, row * frame, (row + 1) * frame, 0f);
                continue;
            }
            levels(symbols, row);
            Arrays.fill(dLevel, 0f);
            for (int j = frame - 1; j >= 0; j--) {
                int i = row * frame + j;
                // a_(j+1) and all after it hold v_j, so its gradient is what they have gathered so far.
                kernels.addScaled(gradients, vAt + j * hidden, dLevel, 0, 2 * symbols[i] - 1, hidden);
                logits[i] = (Elementary.sigmoid(logits[i]) - symbols[i]) * weight[row];
                Adjoints.reluDotBackward(
                        levels,
                        j * hidden,
                        values,
                        wAt + j * hidden,
                        logits[i],
                        hidden,
                        dLevel,
                        gradients,
                        wAt + j * hidden);
            }
            System.arraycopy(dLevel, 0, throughInside, row * hidden, hidden);
        }
        emission.backward(h, logits, rows, dh, gradients);
        inside.backwardAdding(h, throughInside, rows, dh, gradients);
    }
}

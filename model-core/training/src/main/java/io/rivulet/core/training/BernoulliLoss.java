package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.Kernels;

/** Independent binary symbols: {@code logits = E h + e}. */
final class BernoulliLoss implements EmissionLoss {
    private final int frame;
    private final TrainedLinear emission;
    private final float[] logits;

    BernoulliLoss(Kernels kernels, Parameters parameters, ModelConfig config, int rows) {
        frame = config.frame();
        emission = new TrainedLinear(kernels, parameters, "decoder.emission", frame, config.width());
        logits = new float[rows * frame];
    }

    @Override
    public void refresh() {
        emission.refresh();
    }

    @Override
    public void forward(float[] h, float[] symbols, int rows, double[] nats) {
        emission.forward(h, rows, logits);
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = row * frame; i < (row + 1) * frame; i++) {
                sum += nats(logits[i], symbols[i]);
            }
            nats[row] = sum;
        }
    }

    @Override
    public void backward(float[] h, float[] symbols, float[] weight, int rows, float[] dh, float[] gradients) {
        for (int i = 0; i < rows * frame; i++) {
            logits[i] = (Elementary.sigmoid(logits[i]) - symbols[i]) * weight[i / frame];
        }
        emission.backward(h, logits, rows, dh, gradients);
    }

    /** -log p(symbol) of a binary symbol, in nats. */
    static double nats(float logit, float symbol) {
        double signed = symbol > 0.5f ? -logit : logit;
        return Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
    }
}

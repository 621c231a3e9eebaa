package io.rivulet.core.baseline;

import io.rivulet.core.baseline.kernel.WeightStream;
import io.rivulet.core.generate.TensorSource;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Philox;
import io.rivulet.core.training.Parameters;

/** Generates sequences of a baseline, {@code batch} side by side, one symbol a step, each step from what is kept. */
public final class BaselineSampler {
    private final Autoregressive model;
    private final int batch;
    private final SymbolEmbeddings embeddings;
    private final CachedBackbone backbone;
    private final StepLinear head;
    private final float[] h;
    private final float[] laws;
    private final double[][] uniforms;

    public BaselineSampler(Kernels kernels, Autoregressive model, Weights weights, int batch) {
        this(kernels, model, weights, batch, model.backbone().cached(kernels, weights, batch, model.length()));
    }

    /** With a backbone that runs elsewhere. */
    public BaselineSampler(Kernels kernels, Autoregressive model, Weights weights, int batch, CachedBackbone backbone) {
        this.model = model;
        this.batch = batch;
        embeddings = new SymbolEmbeddings(model, Parameters.of(model.tensors(), weights));
        this.backbone = backbone;
        TensorSource tensors = new TensorSource(model.tensors(), weights, kernels);
        head = new StepLinear(kernels, new WeightStream(), tensors.linear("head"), batch);
        h = new float[batch * model.backbone().width()];
        laws = new float[batch * model.law().outputs()];
        uniforms = new double[2][batch * model.frame()];
    }

    /**
     * Completes sequences in place: symbols [batch, length], of which the first {@code given} of each stay.
     *
     * @param key of the first sequence's draws; the others have the keys after it
     */
    public void complete(float[] symbols, int given, long key) {
        int length = model.length();
        int outputs = model.law().outputs();
        backbone.start();
        for (int position = 0; position < length; position++) {
            for (int b = 0; b < batch; b++) {
                float before = position == 0 ? Float.NaN : symbols[b * length + position - 1];
                embeddings.put(before, position, h, b);
            }
            backbone.step(h);
            if (position < given) {
                continue;
            }
            head.forward(h, laws);
            int place = position % model.frame();
            if (place == 0 || position == given) {
                drawUniforms(position / model.frame(), key);
            }
            for (int b = 0; b < batch; b++) {
                int i = b * model.frame() + place;
                symbols[b * length + position] =
                        model.law().draw(laws, b * outputs, uniforms[0][i], uniforms[1][i], 1f);
            }
        }
    }

    private void drawUniforms(int step, long key) {
        for (int b = 0; b < batch; b++) {
            for (int purpose = 0; purpose < 2; purpose++) {
                Philox.uniforms(key + b, step, purpose, model.frame(), uniforms[purpose], b * model.frame());
            }
        }
    }
}

package io.rivulet.core.report;

import io.rivulet.core.baseline.Autoregressive;
import io.rivulet.core.baseline.BaselineSampler;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import java.util.HashMap;
import java.util.Map;

/** A baseline, symbol by symbol. */
record StepSampler(Autoregressive model, Weights weights, Map<Integer, BaselineSampler> samplers) implements Sampler {

    StepSampler(Autoregressive model, Weights weights) {
        this(model, weights, new HashMap<>());
    }

    @Override
    public String how() {
        return "symbol by symbol";
    }

    @Override
    public int block() {
        return 1;
    }

    @Override
    public void complete(float[] symbols, int count, int given, int together, long seed) {
        int length = model.length();
        for (int first = 0; first < count; first += together) {
            int batch = Math.min(together, count - first);
            float[] part = new float[batch * length];
            System.arraycopy(symbols, first * length, part, 0, part.length);
            samplers.computeIfAbsent(batch, size -> new BaselineSampler(Kernels.best(), model, weights, size))
                    .complete(part, given, seed + first);
            System.arraycopy(part, 0, symbols, first * length, part.length);
        }
    }
}

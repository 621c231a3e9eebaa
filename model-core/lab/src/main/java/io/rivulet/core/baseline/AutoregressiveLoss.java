package io.rivulet.core.baseline;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.LawLoss;
import io.rivulet.core.training.Objective;
import io.rivulet.core.training.Parameters;
import io.rivulet.core.training.TrainedLinear;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The exact negative log likelihood of sequences, teacher-forced: all symbols of all sequences in one pass. */
final class AutoregressiveLoss implements Objective {
    private final Autoregressive model;
    private final SymbolEmbeddings embeddings;
    private final TrainedBackbone backbone;
    private final TrainedLinear head;
    private final LawLoss law;
    private final int outputs;
    private final float[] h;
    private final float[] dh;
    private final float[] dOut;
    private final float[] laws;

    AutoregressiveLoss(Kernels kernels, Parameters parameters, Autoregressive model, int batch) {
        this.model = model;
        int length = model.length();
        int width = model.backbone().width();
        outputs = model.law().outputs();
        law = LawLoss.of(model.law());
        embeddings = new SymbolEmbeddings(model, parameters);
        backbone = model.backbone().trained(kernels, parameters, batch, length);
        head = new TrainedLinear(kernels, parameters, "head", outputs, width);
        h = new float[batch * length * width];
        dh = new float[h.length];
        dOut = new float[h.length];
        laws = new float[batch * length * outputs];
    }

    @Override
    public void refresh() {
        backbone.refresh();
        head.refresh();
    }

    @Override
    public Nats forward(float[] symbols, int[] cuts, SplittableRandom random) {
        int batch = cuts.length;
        int length = model.length();
        for (int i = 0; i < batch * length; i++) {
            float before = i % length == 0 ? Float.NaN : symbols[i - 1];
            embeddings.put(before, i % length, h, i);
        }
        backbone.forward(h, batch);
        head.forward(h, batch * length, laws);
        int frame = model.frame();
        Nats nats = new Nats(batch, new double[batch * length / frame]);
        for (int b = 0; b < batch; b++) {
            for (int i = b * length + cuts[b] * frame; i < (b + 1) * length; i++) {
                nats.reconstruction()[i / frame] += law.nats(laws, i * outputs, symbols[i]);
            }
        }
        return nats;
    }

    @Override
    public void backward(float[] symbols, int[] cuts, float divergenceWeight, float scale, float[] gradients) {
        int batch = cuts.length;
        int length = model.length();
        for (int i = 0; i < batch * length; i++) {
            if (i % length < cuts[i / length] * model.frame()) {
                Arrays.fill(laws, i * outputs, (i + 1) * outputs, 0f);
            } else {
                law.gradient(laws, i * outputs, symbols[i], scale);
            }
        }
        head.backward(h, laws, batch * length, dOut, gradients);
        backbone.backward(dOut, dh, batch, gradients);
        for (int i = 0; i < batch * length; i++) {
            float before = i % length == 0 ? Float.NaN : symbols[i - 1];
            embeddings.collect(before, i % length, dh, i, gradients);
        }
    }

    @Override
    public void finish(float[] gradients) {
        backbone.finish(gradients);
    }
}

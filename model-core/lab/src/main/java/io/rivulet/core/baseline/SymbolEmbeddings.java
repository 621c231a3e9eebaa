package io.rivulet.core.baseline;

import io.rivulet.core.training.Parameters;

/** What a baseline reads at a position: the symbol before it, the number of its frame, and its place in the frame. */
final class SymbolEmbeddings {
    private final Autoregressive model;
    private final boolean ordered;
    private final int width;
    private final float[] values;
    private final int symbolAt;
    private final int stepAt;
    private final int placeAt;

    SymbolEmbeddings(Autoregressive model, Parameters parameters) {
        this.model = model;
        ordered = model.law().ordered();
        width = model.backbone().width();
        values = parameters.values();
        symbolAt = parameters.offset("embed.symbol");
        stepAt = parameters.offset("embed.step");
        placeAt = parameters.offset("embed.place");
    }

    /** Writes row {@code row} of h [.., width]; {@code before} is NaN for the first position. */
    void put(float before, int position, float[] h, int row) {
        int step = stepAt + position / model.frame() * width;
        int place = placeAt + position % model.frame() * width;
        int symbol = symbolAt(before);
        float level = level(before);
        for (int i = 0, at = row * width; i < width; i++, at++) {
            h[at] = values[step + i] + values[place + i] + level * values[symbol + i];
        }
    }

    /** Adds the gradients of the embeddings from row {@code row} of dh. */
    void collect(float before, int position, float[] dh, int row, float[] gradients) {
        int step = stepAt + position / model.frame() * width;
        int place = placeAt + position % model.frame() * width;
        int symbol = symbolAt(before);
        float level = level(before);
        for (int i = 0, at = row * width; i < width; i++, at++) {
            gradients[step + i] += dh[at];
            gradients[place + i] += dh[at];
            gradients[symbol + i] += level * dh[at];
        }
    }

    private int symbolAt(float before) {
        boolean known = !ordered && !Float.isNaN(before);
        return known ? symbolAt + (int) before * width : symbolAt;
    }

    private float level(float before) {
        if (Float.isNaN(before)) {
            return 0;
        }
        return ordered ? model.law().level(before) : 1;
    }
}

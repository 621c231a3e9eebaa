package io.rivulet.core.training;

import io.rivulet.core.numerics.Elementary;

/** One group of logits, {@code count} numbers from {@code at}: its distribution, and the gradient of one draw of it. */
final class GroupSoftmax {
    private GroupSoftmax() {}

    /** Index, from 0, of the largest logit; the first of equals. */
    static int largest(float[] logits, int at, int count) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            best = logits[at + k] > logits[at + best] ? k : best;
        }
        return best;
    }

    /** {@code out[at + k] = log softmax(logits)_k}. */
    static void log(float[] logits, int at, int count, float[] out) {
        float most = logits[at + largest(logits, at, count)];
        double total = 0;
        for (int k = at; k < at + count; k++) {
            total += Elementary.exp(logits[k] - most);
        }
        float shift = most + (float) Math.log(total);
        for (int k = at; k < at + count; k++) {
            out[k] = logits[k] - shift;
        }
    }

    /**
     * The straight-through gradient of a one-hot draw, the largest of {@code logits} (arXiv 1611.01144; Gumbel noise,
     * if any, is in them): backward, the draw counts as {@code y = softmax(logits / temperature)}. Writes {@code
     * dLogits = y * (dz - sum(y * dz)) / temperature}.
     */
    static void straightThrough(float[] logits, int at, int count, float temperature, float[] dz, float[] dLogits) {
        float most = logits[at + largest(logits, at, count)];
        float total = 0;
        float dot = 0;
        for (int k = at; k < at + count; k++) {
            float weight = Elementary.exp((logits[k] - most) / temperature);
            dLogits[k] = weight;
            total += weight;
            dot += weight * dz[k];
        }
        for (int k = at; k < at + count; k++) {
            dLogits[k] *= (dz[k] - dot / total) / (total * temperature);
        }
    }
}

package io.rivulet.core.emission;

import io.rivulet.core.numerics.Elementary;

/** One of several alternatives, by a finite logit each. */
public final class Mixture {

    private Mixture() {}

    /** The alternative that a uniform draw selects from the cumulated softmax; the likeliest at temperature 0. */
    public static int draw(float[] logits, int at, int count, double uniform, float temperature) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            best = logits[at + k] > logits[at + best] ? k : best;
        }
        if (temperature == 0) {
            return best;
        }
        double total = 0;
        for (int k = 0; k < count; k++) {
            total += weight(logits, at, k, best, temperature);
        }
        double left = uniform * total - weight(logits, at, 0, best, temperature);
        int k = 0;
        while (left >= 0 && k < count - 1) {
            k++;
            left -= weight(logits, at, k, best, temperature);
        }
        return k;
    }

    private static float weight(float[] logits, int at, int k, int best, float temperature) {
        return Elementary.exp((logits[at + k] - logits[at + best]) / temperature);
    }
}

package io.rivulet.core.training;

import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Windowed;

/** What the small network of a {@link Windowed} emission sees of earlier symbols: [lags, numbers a symbol] for each. */
final class WindowInput {
    private final int[] lags;
    private final int each;
    private final Windowed emission;
    private final float[] values;
    private final int tableAt;

    WindowInput(Parameters parameters, Windowed emission) {
        this.emission = emission;
        this.lags = emission.lags().stream().mapToInt(Integer::intValue).toArray();
        this.each = emission.windowInputs();
        this.values = parameters.values();
        this.tableAt = emission.law() instanceof CategoricalLaw ? parameters.offset("decoder.window.embed") : -1;
    }

    /** Numbers a symbol sees. */
    int width() {
        return lags.length * each;
    }

    /** Writes each symbol's window into its row of {@code to}, from {@code offset}; sequences have {@code length} symbols. */
    void gather(float[] symbols, int count, int length, float[] to, int stride, int offset) {
        for (int i = 0; i < count; i++) {
            int at = i * stride + offset;
            int place = i % length;
            for (int lag : lags) {
                if (lag > place) {
                    java.util.Arrays.fill(to, at, at + each, 0f);
                } else if (tableAt < 0) {
                    to[at] = emission.law().level(symbols[i - lag]);
                } else {
                    System.arraycopy(values, tableAt + (int) symbols[i - lag] * each, to, at, each);
                }
                at += each;
            }
        }
    }

    /** Adds the gradient of the symbols' embeddings, where they have any, from that of what was gathered. */
    void collect(float[] symbols, int count, int length, float[] from, int stride, int offset, float[] gradients) {
        if (tableAt < 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            int at = i * stride + offset;
            for (int lag : lags) {
                for (int k = 0; lag <= i % length && k < each; k++) {
                    gradients[tableAt + (int) symbols[i - lag] * each + k] += from[at + k];
                }
                at += each;
            }
        }
    }
}

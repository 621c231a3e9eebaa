package io.rivulet.core.training;

import io.rivulet.core.emission.Windowed;
import io.rivulet.core.numerics.Scratch;

/** What the small network of a {@link Windowed} emission sees of earlier symbols: [lags, numbers a symbol] for each. */
final class WindowInput {
    private final int[] lags;
    private final int each;
    private final Windowed emission;
    private final float[] values;
    private final int tableAt;
    private final Scratch scratch = new Scratch();

    WindowInput(Parameters parameters, Windowed emission) {
        this.emission = emission;
        this.lags = emission.lags().stream().mapToInt(Integer::intValue).toArray();
        this.each = emission.windowInputs();
        this.values = parameters.values();
        this.tableAt = emission.law().ordered() ? -1 : parameters.offset("decoder.window.embed");
    }

    /** Numbers a symbol sees. */
    int width() {
        return lags.length * each;
    }

    /**
     * Writes each group's window into its row of {@code to}, from {@code offset}; there are {@code count} groups of
     * {@code group} symbols, and sequences have {@code length} symbols.
     */
    void gather(float[] symbols, int count, int group, int length, float[] to, int stride, int offset) {
        float[] embedded = scratch.floats(count * group, each);
        for (int i = 0; i < count * group; i++) {
            if (tableAt < 0) {
                embedded[i] = emission.law().level(symbols[i]);
            } else {
                System.arraycopy(values, tableAt + (int) symbols[i] * each, embedded, i * each, each);
            }
        }
        for (int i = 0; i < count; i++) {
            int at = i * stride + offset;
            int first = i * group;
            int place = first % length;
            for (int lag : lags) {
                for (int k = 0; k < each; k++) {
                    to[at + k] = lag > place ? 0f : embedded[(first - lag) * each + k];
                }
                at += each;
            }
        }
    }

    /** Adds the gradient of the symbols' embeddings, where they have any, from that of what was gathered. */
    void collect(
            float[] symbols,
            int count,
            int group,
            int length,
            float[] from,
            int stride,
            int offset,
            float[] gradients) {
        if (tableAt < 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            int at = i * stride + offset;
            int first = i * group;
            for (int lag : lags) {
                for (int k = 0; lag <= first % length && k < each; k++) {
                    gradients[tableAt + (int) symbols[first - lag] * each + k] += from[at + k];
                }
                at += each;
            }
        }
    }
}

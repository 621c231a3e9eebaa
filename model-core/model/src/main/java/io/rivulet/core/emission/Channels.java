package io.rivulet.core.emission;

/** A standardisation as arrays, applied to stacked frames that begin with the first channel. */
public final class Channels {

    private final float[] mean;
    private final float[] sd;

    public Channels(Standardisation standardisation) {
        mean = new float[standardisation.channels()];
        sd = new float[standardisation.channels()];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = standardisation.mean().get(c);
            sd[c] = standardisation.sd().get(c);
        }
    }

    /** {@code inside = (symbol - mean) / sd} for the first {@code count} symbols. */
    void standardise(float[] symbols, int count, float[] inside) {
        for (int i = 0; i < count; i++) {
            int c = i % mean.length;
            inside[i] = (symbols[i] - mean[c]) / sd[c];
        }
    }

    /** The symbol, in the units of the data, that is {@code inside} for the model; symbol {@code j} of a frame. */
    float symbol(float inside, int j) {
        int c = j % mean.length;
        return Math.fma(inside, sd[c], mean[c]);
    }
}

package io.rivulet.core.emission;

import io.rivulet.core.numerics.Elementary;

/**
 * One of {@code values} ordered values, by a mixture of {@code components} logistic distributions cut at the middles
 * between values (arXiv 1701.05517): the share of value x on a component with mean m and scale s is {@code sigmoid((x +
 * 1/2 - m) / s) - sigmoid((x - 1/2 - m) / s)}, the first and last value taking all beyond. The outputs are the logits of
 * all components, then their means, then their log scales; means and scales are in units where the values span [-1, 1].
 */
public record LogisticLaw(int components, int values) implements SymbolLaw {

    /** Log scales are clamped to this range, here and in training. */
    public static final float MIN_LOG_SCALE = -7;

    public static final float MAX_LOG_SCALE = 3;

    /** The most components of a mixture. */
    public static final int MAX_COMPONENTS = 64;

    public LogisticLaw {
        if (components < 1 || components > MAX_COMPONENTS) {
            throw new IllegalArgumentException("components of a logistic mixture must be between 1 and "
                    + MAX_COMPONENTS + ", got " + components + "; a few are enough for images");
        }
        requireValues(values);
    }

    static void requireValues(int values) {
        if (values < 2 || values > Categorical.MAX_VALUES) {
            throw new IllegalArgumentException("values of a symbol must be between 2 and " + Categorical.MAX_VALUES
                    + ", got " + values + "; cut symbols of a larger alphabet into several");
        }
    }

    @Override
    public SymbolKind kind() {
        return SymbolKind.CATEGORICAL;
    }

    @Override
    public int outputs() {
        return 3 * components;
    }

    @Override
    public int inputs() {
        return 1;
    }

    /** The log scale of a component, from the model's output. */
    public static float logScale(float output) {
        return Math.min(Math.max(output, MIN_LOG_SCALE), MAX_LOG_SCALE);
    }

    @Override
    public float draw(float[] outputs, int at, double first, double second, float temperature) {
        float sum = 0;
        for (int i = at; i < at + outputs(); i++) {
            sum += outputs[i];
        }
        if (!Float.isFinite(sum)) {
            return Float.NaN;
        }
        int component = Mixture.draw(outputs, at, components, first, temperature);
        double mean = outputs[at + components + component];
        double scale = temperature * Elementary.exp(logScale(outputs[at + 2 * components + component]));
        double level = mean + scale * StrictMath.log(second / (1 - second));
        long value = Math.round((level + 1) * (values - 1) / 2);
        return Math.min(Math.max(value, 0), values - 1);
    }
}

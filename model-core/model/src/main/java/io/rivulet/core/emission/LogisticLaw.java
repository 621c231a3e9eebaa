package io.rivulet.core.emission;

import io.rivulet.core.numerics.Elementary;

/**
 * One of {@code values} ordered values, by a mixture of {@code components} logistic distributions cut at the middles
 * between values (arXiv 1701.05517): the share of value x on a component with mean m and scale s is {@code sigmoid((x +
 * 1/2 - m) / s) - sigmoid((x - 1/2 - m) / s)}, the first and last value taking all beyond. The outputs are the logits
 * of all components, then their means, then their log scales; means and scales are in units where the values span [-1,
 * 1].
 *
 * <p>Symbols may come in groups, the channels of a pixel say: each has such a mixture for its own, whose means move
 * linearly with the levels of those before it in the group. Of a group, the outputs are those of its symbols in turn,
 * and then the coefficients: of the second symbol on the first, of the third on the first and on the second, and so on.
 *
 * @param group symbols of a group
 */
public record LogisticLaw(int components, int values, int group) implements SymbolLaw {

    /** Log scales are clamped to this range, here and in training. */
    public static final float MIN_LOG_SCALE = -7;

    public static final float MAX_LOG_SCALE = 3;

    /** The most components of a mixture. */
    public static final int MAX_COMPONENTS = 64;

    /** The most symbols of a group. */
    public static final int MAX_GROUP = 16;

    /** Of symbols one by one. */
    public LogisticLaw(int components, int values) {
        this(components, values, 1);
    }

    public LogisticLaw {
        if (group < 1 || group > MAX_GROUP) {
            throw new IllegalArgumentException("symbols of a group must be between 1 and " + MAX_GROUP + ", got "
                    + group + "; the channels of a pixel are one");
        }
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
    public <T> T match(Cases<T> cases) {
        return cases.logistic(this);
    }

    @Override
    public SymbolKind kind() {
        return SymbolKind.CATEGORICAL;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public int outputs() {
        return group * ownOutputs() + group * (group - 1) / 2;
    }

    /** Numbers of one symbol's own law. */
    public int ownOutputs() {
        return 3 * components;
    }

    /** The place of the first coefficient of a group's symbol among the outputs. */
    public int coefficients(int member) {
        return group * ownOutputs() + member * (member - 1) / 2;
    }

    @Override
    public float[] own(float[] outputs, float[] symbols, int groupAt, int member, float[] own) {
        System.arraycopy(outputs, member * ownOutputs(), own, 0, ownOutputs());
        int coefficients = coefficients(member);
        for (int i = 0; i < member; i++) {
            float move = outputs[coefficients + i] * level(symbols[groupAt + i]);
            for (int k = components; k < 2 * components; k++) {
                own[k] += move;
            }
        }
        return own;
    }

    @Override
    public int draws() {
        return 2;
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
        for (int i = at; i < at + ownOutputs(); i++) {
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

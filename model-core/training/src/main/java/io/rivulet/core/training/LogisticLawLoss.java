package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.numerics.Elementary;

/**
 * Of one of several ordered values under a mixture of logistics (arXiv 1701.05517). The share of an inner value is
 * written as a product, {@code sigmoid(a) - sigmoid(b) = sigmoid(a) sigmoid(-b) (1 - exp(b - a))}, which keeps its
 * digits where both sigmoids are close to 0 or to 1; the factor is missing that the first (or last) value does not
 * have.
 */
final class LogisticLawLoss implements LawLoss {
    /** Below this sum of shares their floats have lost digits, and logarithms take over. */
    private static final double FAR = 1e-30;

    private final LogisticLaw law;
    private final float[] logits;

    LogisticLawLoss(LogisticLaw law) {
        this.law = law;
        logits = new float[law.components()];
    }

    @Override
    public double nats(float[] outputs, int at, float symbol) {
        float most = mostLogit(outputs, at);
        double weights = 0;
        double sum = 0;
        for (int k = 0; k < law.components(); k++) {
            double weight = Elementary.exp(outputs[at + k] - most);
            weights += weight;
            sum += weight * share(outputs, at, k, symbol);
        }
        return StrictMath.log(weights) - (sum > FAR ? StrictMath.log(sum) : farLog(outputs, at, symbol));
    }

    @Override
    public void gradient(float[] outputs, int at, float symbol, float weight) {
        int components = law.components();
        float most = mostLogit(outputs, at);
        double weights = 0;
        double sum = 0;
        for (int k = 0; k < components; k++) {
            double part = Elementary.exp(outputs[at + k] - most);
            weights += part;
            sum += part * share(outputs, at, k, symbol);
        }
        double far = sum > FAR ? 0 : farLog(outputs, at, symbol);
        for (int k = 0; k < components; k++) {
            double part = Elementary.exp(outputs[at + k] - most);
            double posterior = sum > FAR
                    ? part * share(outputs, at, k, symbol) / sum
                    : StrictMath.exp(outputs[at + k] - most + logShare(outputs, at, k, symbol) - far);
            moveComponent(outputs, at, k, symbol, (float) (posterior * weight));
            // The largest logit serves those that are still to come, so all change last.
            logits[k] = Adjoints.settle((float) ((part / weights - posterior) * weight));
        }
        System.arraycopy(logits, 0, outputs, at, components);
    }

    /** The share of the value on a component, exact down to about 1e-70. */
    private double share(float[] outputs, int at, int k, float symbol) {
        float inverse = inverseScale(outputs, at, k);
        float upper = edge(outputs, at, k, symbol, 0.5f) * inverse;
        float lower = edge(outputs, at, k, symbol, -0.5f) * inverse;
        double share = isLast(symbol) ? 1 : Elementary.sigmoid(upper);
        share *= isFirst(symbol) ? 1 : Elementary.sigmoid(-lower);
        return isLast(symbol) || isFirst(symbol) ? share : share * between(width() * inverse);
    }

    /** The logarithm of {@link #share}, however small. */
    private double logShare(float[] outputs, int at, int k, float symbol) {
        float inverse = inverseScale(outputs, at, k);
        float upper = edge(outputs, at, k, symbol, 0.5f) * inverse;
        float lower = edge(outputs, at, k, symbol, -0.5f) * inverse;
        double log = isLast(symbol) ? 0 : logSigmoid(upper);
        log += isFirst(symbol) ? 0 : logSigmoid(-lower);
        return isLast(symbol) || isFirst(symbol) ? log : log + StrictMath.log(between(width() * inverse));
    }

    /** The logarithm of the weighted sum of shares where these are too small to be added as they are. */
    private double farLog(float[] outputs, int at, float symbol) {
        float most = mostLogit(outputs, at);
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < law.components(); k++) {
            largest = Math.max(largest, outputs[at + k] - most + logShare(outputs, at, k, symbol));
        }
        double sum = 0;
        for (int k = 0; k < law.components(); k++) {
            sum += StrictMath.exp(outputs[at + k] - most + logShare(outputs, at, k, symbol) - largest);
        }
        return largest + StrictMath.log(sum);
    }

    private static double logSigmoid(float x) {
        return x < -30 ? x : StrictMath.log(Elementary.sigmoid(x));
    }

    /** The gradient of -log share on mean and log scale, times {@code g}, in their place. */
    private void moveComponent(float[] outputs, int at, int k, float symbol, float g) {
        int meanAt = at + law.components() + k;
        int scaleAt = meanAt + law.components();
        float raw = outputs[scaleAt];
        float inverse = inverseScale(outputs, at, k);
        float upper = edge(outputs, at, k, symbol, 0.5f) * inverse;
        float lower = edge(outputs, at, k, symbol, -0.5f) * inverse;
        // d log sigmoid(a) = sigmoid(-a) da, d log sigmoid(-b) = -sigmoid(b) db, d log(1 - exp(-w)) = dw / (exp(w) - 1)
        float up = isLast(symbol) ? 0 : Elementary.sigmoid(-upper);
        float down = isFirst(symbol) ? 0 : -Elementary.sigmoid(lower);
        float byScale = up * upper + down * lower;
        if (!isLast(symbol) && !isFirst(symbol)) {
            float wide = width() * inverse;
            byScale += (float) (wide * (1 - between(wide)) / between(wide));
        }
        outputs[meanAt] = Adjoints.settle(g * inverse * (up + down));
        boolean free = raw >= LogisticLaw.MIN_LOG_SCALE && raw <= LogisticLaw.MAX_LOG_SCALE;
        outputs[scaleAt] = free ? Adjoints.settle(g * byScale) : 0;
    }

    /** 1 - exp(-w) for w above 0; by its series where w is small. */
    private static double between(float w) {
        return w < 0.05f ? w * (1 - w * (0.5 - w * (1 / 6.0 - w / 24.0))) : 1 - (double) Elementary.exp(-w);
    }

    /** Of a value's edge, {@code half} a value's width from its middle, the distance from the component's mean. */
    private float edge(float[] outputs, int at, int k, float symbol, float half) {
        return law.level(symbol) + half * width() - outputs[at + law.components() + k];
    }

    private float inverseScale(float[] outputs, int at, int k) {
        return Elementary.exp(-LogisticLaw.logScale(outputs[at + 2 * law.components() + k]));
    }

    private float width() {
        return 2f / (law.values() - 1);
    }

    private boolean isFirst(float symbol) {
        return symbol == 0;
    }

    private boolean isLast(float symbol) {
        return symbol == law.values() - 1;
    }

    private float mostLogit(float[] outputs, int at) {
        float most = outputs[at];
        for (int k = at + 1; k < at + law.components(); k++) {
            most = Math.max(most, outputs[k]);
        }
        return most;
    }
}

package io.rivulet.core.emission;

/** One binary symbol from its logit. */
final class BinaryDraw {

    private BinaryDraw() {}

    /** The logit at a temperature; at temperature 0 the probability is not looked at, so the logit stays. */
    static float tempered(float logit, float temperature) {
        return temperature == 0 ? logit : logit / temperature;
    }

    /**
     * 1 where {@code uniform} is below {@code probability}; at temperature 0 where 1 is the likelier. Of a logit that
     * is not finite no symbol is made: it says that the model overflowed, not that the symbol is certain.
     */
    static float symbol(float logit, float probability, double uniform, float temperature) {
        if (!Float.isFinite(logit)) {
            return Float.NaN;
        }
        return (temperature == 0 ? logit > 0 : uniform < probability) ? 1 : 0;
    }
}

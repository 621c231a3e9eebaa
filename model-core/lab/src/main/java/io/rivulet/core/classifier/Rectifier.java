package io.rivulet.core.classifier;

/** {@code relu(x) = max(x, 0)}, and its gradient. */
public final class Rectifier {
    private Rectifier() {}

    /** {@code x[i] = relu(x[i])} for {@code i < count}. */
    public static void apply(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.max(x[i], 0f);
        }
    }

    /** Clears {@code d[i]} where the result {@code y[i]} is 0, for {@code i < count}. */
    public static void backward(float[] y, int count, float[] d) {
        for (int i = 0; i < count; i++) {
            d[i] = y[i] > 0 ? d[i] : 0f;
        }
    }
}

package io.rivulet.core.classifier;

/** Adam (arXiv 1412.6980) with decoupled weight decay (arXiv 1711.05101) over a flat vector. */
final class Adam {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final double EPSILON = 1e-8;
    private static final double DECAY = 0.01;

    private final float[] mean;
    private final float[] square;
    private int done;

    Adam(int size) {
        mean = new float[size];
        square = new float[size];
    }

    /** Moves {@code values} against {@code gradients}. */
    void step(float[] values, float[] gradients, double rate) {
        done++;
        float step = (float) (rate / (1 - StrictMath.pow(BETA_1, done)));
        float debias = (float) (1 / (1 - StrictMath.pow(BETA_2, done)));
        float keep = (float) (1 - rate * DECAY);
        for (int i = 0; i < values.length; i++) {
            float g = gradients[i];
            mean[i] = BETA_1 * mean[i] + (1 - BETA_1) * g;
            square[i] = BETA_2 * square[i] + (1 - BETA_2) * g * g;
            values[i] = keep * values[i] - step * mean[i] / ((float) Math.sqrt(square[i] * debias) + (float) EPSILON);
        }
    }
}

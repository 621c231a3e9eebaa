package io.rivulet.core.classifier;

/** Probabilities of classes from their scores, by the softmax, the same on every machine. */
final class ClassProbabilities {
    private ClassProbabilities() {}

    /** Turns each of {@code rows} rows of scores, [rows, classes], into probabilities, in place. */
    static void ofScores(float[] scores, int rows, int classes) {
        for (int row = 0; row < rows; row++) {
            int at = row * classes;
            float highest = Float.NEGATIVE_INFINITY;
            for (int i = at; i < at + classes; i++) {
                highest = Math.max(highest, scores[i]);
            }
            double sum = 0;
            for (int i = at; i < at + classes; i++) {
                scores[i] = (float) StrictMath.exp(scores[i] - highest);
                sum += scores[i];
            }
            for (int i = at; i < at + classes; i++) {
                scores[i] = (float) (scores[i] / sum);
            }
        }
    }
}

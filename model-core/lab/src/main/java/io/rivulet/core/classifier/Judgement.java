package io.rivulet.core.classifier;

/** What a classifier sees in images: {@code features} [count, features], {@code probabilities} [count, classes]. */
public record Judgement(float[] features, float[] probabilities, int count) {

    /** The likeliest class of each image. */
    public int[] labels() {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = likeliest(probabilities, i, probabilities.length / count);
        }
        return labels;
    }

    /** For each image, 1 where its label is the likeliest class and 0 elsewhere. */
    public double[] hits(int[] wanted) {
        int[] found = labels();
        double[] hits = new double[count];
        for (int i = 0; i < count; i++) {
            hits[i] = found[i] == wanted[i] ? 1 : 0;
        }
        return hits;
    }

    /** The probability of each image's likeliest class. */
    public double[] confidences() {
        int classes = probabilities.length / count;
        double[] confidences = new double[count];
        for (int i = 0; i < count; i++) {
            confidences[i] = probabilities[i * classes + likeliest(probabilities, i, classes)];
        }
        return confidences;
    }

    /** The class of the highest score in a row; the first of equals. */
    static int likeliest(float[] scores, int row, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (scores[row * classes + i] > scores[row * classes + best]) {
                best = i;
            }
        }
        return best;
    }
}

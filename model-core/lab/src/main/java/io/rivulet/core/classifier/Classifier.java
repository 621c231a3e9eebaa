package io.rivulet.core.classifier;

import io.rivulet.core.evaluation.Images;
import io.rivulet.core.model.Weights;

/**
 * Tells what is on an image, and with which features: the yardstick for generated images. Immutable; any number of
 * threads may use it.
 */
public final class Classifier {
    private static final int BATCH = 64;

    private final ClassifierShape shape;
    private final Weights weights;

    Classifier(ClassifierShape shape, Weights weights) {
        weights.requireExactly(shape.tensors());
        this.shape = shape;
        this.weights = weights;
    }

    /** The classifier of binary digits that ships. */
    public static Classifier ofDigits() {
        return ClassifierFiles.shipped("digit-features");
    }

    /** The classifier of colour images that ships. */
    public static Classifier ofColours() {
        return ClassifierFiles.shipped("colour-features");
    }

    public ClassifierShape shape() {
        return shape;
    }

    Weights weights() {
        return weights;
    }

    /** Judges images of the classifier's form. */
    public Judgement judge(Images images) {
        if (!images.form().equals(shape.images())) {
            throw new IllegalArgumentException("the classifier sees images of " + shape.images() + ", got "
                    + images.form() + "; take the classifier that was made for them");
        }
        int count = images.count();
        int classes = shape.classes();
        int width = shape.features();
        float[] features = new float[count * width];
        float[] probabilities = new float[count * classes];
        ClassifierNetwork network = ClassifierNetwork.of(shape, weights, BATCH);
        for (int first = 0; first < count; first += BATCH) {
            int size = Math.min(BATCH, count - first);
            float[] scores =
                    network.forward(images.pixels(), first * shape.images().size(), size);
            ClassProbabilities.ofScores(scores, size, classes);
            System.arraycopy(scores, 0, probabilities, first * classes, size * classes);
            System.arraycopy(network.features(), 0, features, first * width, size * width);
        }
        return new Judgement(features, probabilities, count);
    }

    public static void requireLabels(int[] labels, int count, int classes) {
        if (labels.length != count) {
            throw new IllegalArgumentException("every image needs its label, got " + labels.length + " labels for "
                    + count + " images; read both files of one set");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("labels lie between 0 and " + (classes - 1) + ", got " + label);
            }
        }
    }
}

package io.rivulet.core.classifier;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.training.AdamW;
import io.rivulet.core.training.OptimiserSettings;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Trains a classifier by the cross-entropy of its labels, on one thread: the same plan on the same data gives the same
 * weights, bit for bit.
 */
public final class ClassifierTraining {
    /** All tensors move alike, and no gradient is clipped. */
    private static final OptimiserSettings OPTIMISER =
            new OptimiserSettings(0.999, 0.01, Set.of(), 1, Double.POSITIVE_INFINITY);

    /** Averages of an epoch: nats an image, and the share of images whose label was found, variations included. */
    public record Epoch(int epoch, double loss, double accuracy) {}

    private final ClassifierPlan plan;
    private final ClassifierNetwork network;
    private final SplittableRandom random;

    public ClassifierTraining(ClassifierPlan plan) {
        this.plan = plan;
        network = new ClassifierNetwork(plan.shape(), plan.batch());
        random = new SplittableRandom(plan.seed());
        initialise();
    }

    /** {@code labels}: one for each sequence. */
    public Classifier run(Sequences images, int[] labels, Consumer<Epoch> report) {
        Classifier.requireLabels(labels, images.count(), plan.shape().classes());
        ImageForm form = plan.shape().images();
        Variation variation = new Variation(form, plan.shift(), plan.mirror());
        AdamW optimiser = new AdamW(network.parameters(), OPTIMISER);
        float[] pixels = new float[plan.batch() * form.size()];
        float[] gradients = new float[network.values().length];
        int[] order = new int[labels.length];
        Arrays.setAll(order, i -> i);
        int perEpoch = (labels.length + plan.batch() - 1) / plan.batch();
        for (int epoch = 0; epoch < plan.epochs(); epoch++) {
            shuffle(order);
            double loss = 0;
            int right = 0;
            for (int step = 0; step < perEpoch; step++) {
                int first = step * plan.batch();
                int count = Math.min(plan.batch(), order.length - first);
                for (int i = 0; i < count; i++) {
                    images.copy(order[first + i], pixels, i);
                    variation.apply(pixels, i * form.size(), random);
                }
                int[] wanted = Arrays.stream(order, first, first + count)
                        .map(i -> labels[i])
                        .toArray();
                Arrays.fill(gradients, 0f);
                network.refresh();
                Loss result = loss(network, pixels, wanted, gradients);
                loss += result.nats();
                right += result.right();
                optimiser.step(gradients, plan.rate(epoch * perEpoch + step, plan.epochs() * perEpoch));
            }
            report.accept(new Epoch(epoch + 1, loss / labels.length, right / (double) labels.length));
        }
        return new Classifier(plan.shape(), network.parameters().toWeights());
    }

    /** Of a batch: the sum of nats, and how many labels were found. */
    record Loss(double nats, int right) {}

    /** The loss of the images whose labels are {@code wanted}; adds the gradient of their mean loss. */
    static Loss loss(ClassifierNetwork network, float[] pixels, int[] wanted, float[] gradients) {
        int count = wanted.length;
        float[] scores = network.forward(pixels, 0, count);
        int classes = network.shape().classes();
        ClassProbabilities.ofScores(scores, count, classes);
        double nats = 0;
        int right = 0;
        for (int i = 0; i < count; i++) {
            int label = i * classes + wanted[i];
            nats -= StrictMath.log(Math.max(scores[label], Float.MIN_NORMAL));
            right += Judgement.likeliest(scores, i, classes) == wanted[i] ? 1 : 0;
            scores[label] -= 1;
        }
        for (int i = 0; i < count * classes; i++) {
            scores[i] /= count;
        }
        network.backward(scores, count, gradients);
        return new Loss(nats, right);
    }

    /** Weights normal with variance 2 / in, which keeps rectified activations at one scale (arXiv 1502.01852). */
    private void initialise() {
        int at = 0;
        for (TensorSpec spec : plan.shape().tensors()) {
            int end = at + Math.toIntExact(spec.size());
            if (spec.name().endsWith(".weight")) {
                double deviation = Math.sqrt(2.0 * spec.shape().get(0) / spec.size());
                for (int i = at; i < end; i++) {
                    network.values()[i] = (float) (deviation * random.nextGaussian());
                }
            }
            at = end;
        }
    }

    private void shuffle(int[] order) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }
}

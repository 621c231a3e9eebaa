package io.rivulet.core.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.evaluation.Images;
import io.rivulet.core.model.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierTest {
    private static final ImageForm SMALL = new ImageForm(9, 7, 1, 1);
    private static final ClassifierShape BARS = new ClassifierShape(SMALL, List.of(4, 8), 16, 3);

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(BARS, 1L),
                Arguments.of(new ClassifierShape(new ImageForm(8, 8, 3, 255), List.of(3, 5, 4), 6, 4), 2L));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("shapes")
    void everyTensorsGradientMatchesFiniteDifferences(ClassifierShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = 5;
        ClassifierNetwork network = new ClassifierNetwork(shape, count);
        for (int i = 0; i < network.values().length; i++) {
            network.values()[i] = (float) (0.4 * random.nextGaussian());
        }
        float[] pixels = new float[count * shape.images().size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(shape.images().brightest() + 1);
        }
        int[] labels = random.ints(count, 0, shape.classes()).toArray();
        float[] gradient = new float[network.values().length];
        meanLoss(network, pixels, labels, gradient);
        int at = 0;
        for (TensorSpec spec : shape.tensors()) {
            int end = at + (int) spec.size();
            double slope = 0;
            double[] direction = new double[end - at];
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextGaussian() / Math.sqrt(direction.length);
                slope += direction[i] * gradient[at + i];
            }
            double difference = difference(network, at, direction, pixels, labels);
            assertThat(slope).as(spec.name()).isCloseTo(difference, within(0.01 * (1 + Math.abs(difference))));
            assertThat(slope).as(spec.name() + " moves the loss").isNotZero();
            at = end;
        }
        assertThat(at).isEqualTo(gradient.length);
    }

    @Test
    void aPlanGivesTheSameClassifierAgainAndItFindsTheLabelsOfImagesItHasNotSeen() {
        ClassifierPlan plan = plan(15, 3).shift(1).build();
        int[] labels = new int[600];
        Sequences training = bars(labels, 4);
        Classifier classifier = new ClassifierTraining(plan).run(training, labels, epoch -> {});
        Classifier again = new ClassifierTraining(plan).run(training, labels, epoch -> {});
        assertThat(again.weights()).isEqualTo(classifier.weights());

        int[] wanted = new int[200];
        Images unseen = Images.of(bars(wanted, 5), SMALL);
        assertThat(Arrays.stream(classifier.judge(unseen).hits(wanted))
                        .average()
                        .orElseThrow())
                .isGreaterThan(0.95);
    }

    @Test
    void aJudgementDoesNotDependOnTheImagesAround() {
        ClassifierPlan plan = plan(1, 6).build();
        int[] labels = new int[150];
        Sequences images = bars(labels, 7);
        Classifier classifier = new ClassifierTraining(plan).run(images, labels, epoch -> {});
        Images all = Images.of(images, SMALL);
        Judgement together = classifier.judge(all);
        int last = all.count() - 1;
        Judgement alone = classifier.judge(
                new Images(SMALL, Arrays.copyOfRange(all.pixels(), last * SMALL.size(), all.pixels().length)));
        assertThat(alone.features()).isEqualTo(Arrays.copyOfRange(together.features(), last * 16, (last + 1) * 16));
        assertThat(alone.labels()[0]).isEqualTo(together.labels()[last]);
        assertThat(alone.confidences()[0])
                .isEqualTo(together.confidences()[last])
                .isBetween(1 / 3.0, 1.0);
        float sum = alone.probabilities()[0] + alone.probabilities()[1] + alone.probabilities()[2];
        assertThat(sum).isCloseTo(1f, within(1e-5f));
    }

    @Test
    void imagesAndLabelsThatDoNotFitAreRefused() {
        ClassifierTraining training = new ClassifierTraining(plan(1, 1).build());
        int[] labels = new int[10];
        Sequences images = bars(labels, 1);
        assertThatThrownBy(() -> training.run(images, new int[9], epoch -> {}))
                .hasMessageContaining("got 9 labels for 10 images");
        labels[3] = 3;
        assertThatThrownBy(() -> training.run(images, labels, epoch -> {}))
                .hasMessageContaining("between 0 and 2, got 3");
        assertThatThrownBy(() -> Images.of(images, ImageForm.BINARY_DIGITS))
                .hasMessageContaining("the 784 symbols of an image");
        assertThatThrownBy(() -> new Images(SMALL, new float[] {0, 1})).hasMessageContaining("whole images");
        float[] bright = new float[63];
        bright[5] = 2;
        assertThatThrownBy(() -> new Images(SMALL, bright)).hasMessageContaining("between 0 and 1, got 2.0 at 5");
    }

    private static ClassifierPlan.Builder plan(int epochs, long seed) {
        return ClassifierPlan.of(BARS).epochs(epochs).batch(32).rate(0.01).seed(seed);
    }

    private static double difference(
            ClassifierNetwork network, int at, double[] direction, float[] pixels, int[] labels) {
        double h = 2e-3;
        double[] losses = new double[2];
        float[] kept = network.values().clone();
        for (int side = 0; side < 2; side++) {
            for (int i = 0; i < direction.length; i++) {
                network.values()[at + i] = (float) (kept[at + i] + (side == 0 ? h : -h) * direction[i]);
            }
            losses[side] = meanLoss(network, pixels, labels, new float[kept.length]);
        }
        System.arraycopy(kept, 0, network.values(), 0, kept.length);
        return (losses[0] - losses[1]) / (2 * h);
    }

    private static double meanLoss(ClassifierNetwork network, float[] pixels, int[] labels, float[] gradient) {
        network.refresh();
        return ClassifierTraining.loss(network, pixels, labels, gradient).nats() / labels.length;
    }

    /** Noise with an upright bar, a level one or none, wherever it may be: the label is which. */
    private static Sequences bars(int[] labels, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] symbols = new byte[labels.length * SMALL.size()];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = random.nextInt(3);
            int row = 1 + random.nextInt(SMALL.height() - 2);
            int column = 1 + random.nextInt(SMALL.width() - 2);
            for (int i = 0; i < SMALL.size(); i++) {
                boolean bar =
                        labels[n] == 1 && i % SMALL.width() == column || labels[n] == 2 && i / SMALL.width() == row;
                symbols[n * SMALL.size() + i] = (byte) (bar || random.nextInt(20) == 0 ? 1 : 0);
            }
        }
        return new Sequences(symbols, labels.length, SMALL.height(), SMALL.width());
    }
}

package io.rivulet.core.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.CompletionQuality;
import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.evaluation.Images;
import io.rivulet.core.evaluation.SampleQuality;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripes of three kinds stand for digits: a set of real ones, and sets that fail in the ways in which models do. */
class SampleJudgeTest {
    private static final ImageForm FORM = new ImageForm(8, 8, 1, 1);
    private static final int COUNT = 400;
    private static final int HALF = 32;

    private static Classifier classifier;
    private static int[] labels;
    private static Images test;
    private static SampleJudge judge;

    @BeforeAll
    static void train() {
        ClassifierShape shape = new ClassifierShape(FORM, List.of(8), 16, 3);
        int[] wanted = drawnLabels(1);
        classifier = new ClassifierTraining(ClassifierPlan.of(shape)
                        .epochs(12)
                        .batch(32)
                        .rate(0.01)
                        .seed(1)
                        .build())
                .run(sequences(wanted, 2), wanted, epoch -> {});
        labels = drawnLabels(3);
        test = Images.of(sequences(labels, 4), FORM);
        judge = new SampleJudge(classifier, test, labels, 5);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {6, 7})
    void realImagesAreCloserThanNoiseAndThanOneClassAlone(long seed) {
        SampleQuality real = judge.samples(Images.of(sequences(drawnLabels(seed), seed), FORM));
        SampleQuality oneClass = judge.samples(Images.of(sequences(new int[COUNT], seed), FORM));
        SampleQuality noise = judge.samples(new Images(FORM, noise(COUNT * FORM.size(), seed)));

        assertThat(real.images()).isEqualTo(COUNT);
        assertThat(real.frechet().high()).isLessThan(oneClass.frechet().low() / 2);
        assertThat(real.frechet().high()).isLessThan(noise.frechet().low() / 2);
        assertThat(real.confidence().mean())
                .isGreaterThan(0.95)
                .isGreaterThan(noise.confidence().high());
        assertThat(real.classEntropy().mean()).isCloseTo(Math.log(3), within(0.02));
        assertThat(real.classEntropy().low()).isLessThan(real.classEntropy().mean());
        assertThat(oneClass.classEntropy().high()).isLessThan(0.1);
    }

    @Test
    void theTestImagesThemselvesAreNotApartFromThemselves() {
        assertThat(judge.samples(test).frechet().mean()).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {8, 9})
    void completionsAreJudgedByTheTrueLabelAndByHowMuchTwoDiffer(long seed) {
        CompletionQuality same = judge.completions(test, test, HALF);
        assertThat(same.accuracy().mean()).isGreaterThan(0.97);
        assertThat(same.diversity().mean()).isZero();

        Images noisy = completed(noise(COUNT * FORM.size(), seed));
        CompletionQuality bad = judge.completions(noisy, completed(noise(COUNT * FORM.size(), seed + 1)), HALF);
        assertThat(bad.accuracy().high()).isLessThan(same.accuracy().low());
        assertThat(bad.frechet().low()).isGreaterThan(same.frechet().high());
        // Two fair coins differ half of the time.
        assertThat(bad.diversity().mean()).isCloseTo(0.5, within(0.02));
        assertThat(bad.diversity().low()).isLessThan(bad.diversity().high());
    }

    @Test
    void fewerCompletionsThanTestImagesAreThoseOfTheFirst() {
        CompletionQuality few = judge.completions(test.first(100), test.first(100), HALF);
        assertThat(few.images()).isEqualTo(100);
        assertThat(few.accuracy().mean()).isGreaterThan(0.97);
    }

    @Test
    void completionsThatAreNotOfTheTestImagesAreRefused() {
        Images others = Images.of(sequences(labels, 99), FORM);
        assertThatThrownBy(() -> judge.completions(others, others, HALF))
                .hasMessageContaining("begins with what was observed");
        assertThatThrownBy(() -> judge.completions(test, test.first(3), HALF))
                .hasMessageContaining("got " + COUNT + " and 3");
        assertThatThrownBy(() -> judge.completions(test, test, FORM.size()))
                .hasMessageContaining("64 numbers observed");
        assertThatThrownBy(() -> new SampleJudge(classifier, test, new int[3], 1))
                .hasMessageContaining("got 3 labels for " + COUNT + " images");
        Images wide = new Images(new ImageForm(4, 16, 1, 1), new float[64]);
        assertThatThrownBy(() -> judge.samples(wide)).hasMessageContaining("the classifier sees images of");
    }

    /** The first half of every test image, and the second of {@code rest}. */
    private static Images completed(float[] rest) {
        float[] pixels = test.pixels().clone();
        for (int at = 0; at < pixels.length; at += FORM.size()) {
            System.arraycopy(rest, at + HALF, pixels, at + HALF, FORM.size() - HALF);
        }
        return new Images(FORM, pixels);
    }

    private static float[] noise(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pixels = new float[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = random.nextInt(2);
        }
        return pixels;
    }

    private static int[] drawnLabels(long seed) {
        int[] drawn = new SplittableRandom(seed).ints(COUNT, 0, 3).toArray();
        assertThat(Arrays.stream(drawn).distinct().count()).isEqualTo(3);
        return drawn;
    }

    /** Upright, level or slanted stripes, wherever they begin, with some noise. */
    private static Sequences sequences(int[] kinds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] symbols = new byte[kinds.length * FORM.size()];
        for (int n = 0; n < kinds.length; n++) {
            int phase = random.nextInt(4);
            for (int i = 0; i < FORM.size(); i++) {
                int y = i / FORM.width();
                int x = i % FORM.width();
                int along = kinds[n] == 0 ? x : kinds[n] == 1 ? y : x + y;
                boolean ink = (along + phase) % 4 < 2 ^ random.nextInt(20) == 0;
                symbols[n * FORM.size() + i] = (byte) (ink ? 1 : 0);
            }
        }
        return new Sequences(symbols, kinds.length, FORM.height(), FORM.width());
    }
}

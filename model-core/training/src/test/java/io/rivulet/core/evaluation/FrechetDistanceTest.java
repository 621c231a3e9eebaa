package io.rivulet.core.evaluation;

import static io.rivulet.core.evaluation.PlainFrechet.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FrechetDistanceTest {
    private static final int WIDTH = 5;

    @Test
    void diagonalGaussiansAreAsFarApartAsTheClosedFormSays() {
        double[] meanA = {0, 1, -2, 0, 3};
        double[] meanB = {1, 1, 0, 0, 3};
        double[] deviationA = {1, 2, 0.5, 0, 3};
        double[] deviationB = {2, 2, 0.1, 1, 0};
        double expected = 0;
        for (int i = 0; i < WIDTH; i++) {
            expected += Math.pow(meanA[i] - meanB[i], 2) + Math.pow(deviationA[i] - deviationB[i], 2);
        }
        assertThat(FrechetDistance.distance(diagonal(meanA, deviationA), diagonal(meanB, deviationB)))
                .isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void equalSetsAreNotApartAndTheOrderOfSetsDoesNotMatter(long seed) {
        float[] a = correlated(300, seed, 1);
        float[] b = correlated(200, seed + 10, 1.5);
        assertThat(FrechetDistance.between(a, a.clone(), WIDTH, seed).mean()).isCloseTo(0, within(1e-9));
        double there = FrechetDistance.between(a, b, WIDTH, seed).mean();
        assertThat(there)
                .isGreaterThan(0.1)
                .isCloseTo(FrechetDistance.between(b, a, WIDTH, seed).mean(), within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void turningBothSetsLeavesTheDistanceAlone(long seed) {
        float[] a = correlated(300, seed, 1);
        float[] b = correlated(300, seed + 10, 2);
        double before = FrechetDistance.between(a, b, WIDTH, seed).mean();
        double[][] turn = JacobiEigen.of(symmetric(seed)).vectors();
        double after = FrechetDistance.between(turned(a, turn), turned(b, turn), WIDTH, seed)
                .mean();
        assertThat(after).isCloseTo(before, within(1e-5 * before));
        assertThat(FrechetDistance.between(turned(a, turn), b, WIDTH, seed).mean())
                .as("one set alone")
                .isNotCloseTo(before, within(0.01 * before));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void theIntervalHoldsTheDistanceAndNarrowsWithMoreImages(long seed) {
        Interval few = FrechetDistance.between(correlated(100, seed, 1), correlated(100, seed + 1, 1.3), WIDTH, seed);
        Interval many =
                FrechetDistance.between(correlated(3200, seed, 1), correlated(3200, seed + 1, 1.3), WIDTH, seed);
        assertThat(few.mean()).isBetween(few.low(), few.high());
        assertThat(many.mean()).isBetween(many.low(), many.high());
        assertThat(many.high() - many.low()).isPositive().isLessThan((few.high() - few.low()) / 2);
        assertThat(FrechetDistance.between(correlated(100, seed, 1), correlated(100, seed + 1, 1.3), WIDTH, seed))
                .isEqualTo(few);
    }

    @ParameterizedTest(name = "{0} images, seed {1}")
    @CsvSource({"300, 1", "1000, 2", "70, 3"})
    void distanceAndIntervalEqualThoseOfThePlainDefinition(int images, long seed) {
        float[] a = FrechetSpeed.features(images, seed);
        float[] b = FrechetSpeed.features(images + 20, seed + 10);
        // A feature that no image has, and one that all have alike.
        for (int at = 0; at < a.length; at += 64) {
            a[at + 5] = 0;
            b[at + 5] = 0;
            a[at + 9] = 1e3f;
            b[at + 9] = 1e3f;
        }
        Interval plain = PlainFrechet.between(a, b, 64, seed);
        Interval interval = FrechetDistance.between(a, b, 64, seed);
        assertThat(interval.mean()).isCloseTo(plain.mean(), within(1e-6 * plain.mean()));
        assertThat(interval.low()).isCloseTo(plain.low(), within(1e-6 * plain.mean()));
        assertThat(interval.high()).isCloseTo(plain.high(), within(1e-6 * plain.mean()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aResamplesMomentsAreThoseOfTheImagesAsOftenAsTheyAreDrawn(long seed) {
        float[] features = correlated(40, seed, 1);
        int[] times = Interval.resample(40, new SplittableRandom(seed));
        Moments moments = new FeatureSet(features, WIDTH).moments(times);
        PlainFrechet.PlainMoments plain = PlainFrechet.moments(features, WIDTH, times);
        for (int i = 0; i < WIDTH; i++) {
            assertThat(moments.mean().getDouble(0, i)).isCloseTo(plain.mean()[i], within(1e-12));
            for (int j = 0; j < WIDTH; j++) {
                assertThat(moments.covariance().getDouble(i, j)).isCloseTo(plain.covariance()[i][j], within(1e-12));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aRootTimesItsTransposeIsTheMatrixAndLeavesItAsItWas(long seed) {
        INDArray half = Nd4j.createFromArray(symmetric(seed));
        INDArray matrix = half.mmul(half);
        INDArray kept = matrix.dup();
        INDArray root = MatrixRoot.of(matrix);
        assertThat(matrix).isEqualTo(kept);
        assertThat(root.mmul(root.transpose()).distance2(matrix)).isLessThan(1e-12);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theTraceOfAProductsRootIsThatOfItsEigenvalues(long seed) {
        double[][] a = times(symmetric(seed), symmetric(seed));
        double[][] b = times(symmetric(seed + 10), symmetric(seed + 10));
        double[][] root = JacobiEigen.of(a).squareRoot();
        double expected = JacobiEigen.of(times(times(root, b), root)).squareRootTrace();
        assertThat(MatrixRoot.traceOfProduct(Nd4j.createFromArray(a), Nd4j.createFromArray(b)))
                .isGreaterThan(1)
                .isCloseTo(expected, within(1e-6 * expected));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void eigenvectorsTurnASymmetricMatrixIntoItsEigenvalues(long seed) {
        double[][] matrix = symmetric(seed);
        JacobiEigen eigen = JacobiEigen.of(matrix);
        for (int k = 0; k < WIDTH; k++) {
            for (int i = 0; i < WIDTH; i++) {
                double sum = 0;
                double dot = 0;
                for (int j = 0; j < WIDTH; j++) {
                    sum += matrix[i][j] * eigen.vectors()[j][k];
                    dot += eigen.vectors()[j][i] * eigen.vectors()[j][k];
                }
                assertThat(sum).isCloseTo(eigen.values()[k] * eigen.vectors()[i][k], within(1e-10));
                assertThat(dot).isCloseTo(i == k ? 1 : 0, within(1e-12));
            }
        }
    }

    @Test
    void setsThatHaveNoMomentsAreRefused() {
        assertThatThrownBy(() -> FrechetDistance.between(new float[WIDTH], new float[2 * WIDTH], WIDTH, 1))
                .hasMessageContaining("at least 2 images, got 1");
        float[] broken = new float[2 * WIDTH];
        broken[3] = Float.NaN;
        assertThatThrownBy(() -> FrechetDistance.between(broken, new float[2 * WIDTH], WIDTH, 1))
                .hasMessageContaining("finite numbers");
    }

    private static Moments diagonal(double[] mean, double[] deviation) {
        double[][] covariance = new double[WIDTH][WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            covariance[i][i] = deviation[i] * deviation[i];
        }
        return new Moments(Nd4j.createFromArray(mean).reshape(1, WIDTH), Nd4j.createFromArray(covariance));
    }

    /** Features that share a part, [count, WIDTH]. */
    private static float[] correlated(int count, long seed, double scale) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] features = new float[count * WIDTH];
        for (int i = 0; i < count; i++) {
            double shared = random.nextGaussian();
            for (int j = 0; j < WIDTH; j++) {
                features[i * WIDTH + j] = (float) (scale * (j * shared + random.nextGaussian()) + j);
            }
        }
        return features;
    }

    private static double[][] symmetric(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = new double[WIDTH][WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static float[] turned(float[] features, double[][] turn) {
        float[] turned = new float[features.length];
        for (int i = 0; i < features.length; i += WIDTH) {
            for (int j = 0; j < WIDTH; j++) {
                double sum = 0;
                for (int k = 0; k < WIDTH; k++) {
                    sum += turn[j][k] * features[i + k];
                }
                turned[i + j] = (float) sum;
            }
        }
        return turned;
    }
}

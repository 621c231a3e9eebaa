package io.rivulet.core.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.TinyModels;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads draw from the distribution that their logits say. The decoder's output is one zero, so biases are logits. */
class EmissionHeadTest {
    private static final Past NOTHING = new Past(io.rivulet.core.layers.Segments.of(1), new float[0], 0, 0);

    private static final int ROWS = 40_000;
    private static final long KEY = 99;
    /** Four standard deviations of the frequency of an event of probability one half. */
    private static final double TOLERANCE = 4 * 0.5 / Math.sqrt(ROWS);

    private final Kernels kernels = Kernels.best();

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 1, 3})
    void bernoulliSymbolsHaveTheirProbabilities(float temperature) {
        float[] logits = {-1.5f, 0, 2};
        float[] symbols = draw(new BernoulliHead(kernels, constant(logits)), 3, temperature, 0);
        for (int j = 0; j < 3; j++) {
            double p = sigmoid(logits[j] / temperature);
            assertThat(frequency(symbols, 3, j, x -> x == 1)).isCloseTo(p, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 1, 3})
    void symbolsOfAFrameDependOnThoseBeforeThem(float temperature) {
        float[] e = {0.3f, -0.4f};
        float[] v = {1, -1, 0, 0};
        float[] w = {0.5f, 0.25f, 2, -3};
        float[] a = {-0.5f, 0.5f};
        EmissionHead head = new AutoregressiveBernoulliHead(kernels, constant(e), constant(a), v, w);
        float[] symbols = draw(head, 2, temperature, 0);
        double first = sigmoid((0.3 + 0.25 * 0.5) / temperature);
        assertThat(frequency(symbols, 2, 0, x -> x == 1)).isCloseTo(first, within(TOLERANCE));
        // After a 1 the units are 0.5 and -0.5, after a 0 they are -1.5 and 1.5.
        double afterOne = sigmoid((-0.4 + 2 * 0.5) / temperature);
        double afterZero = sigmoid((-0.4 - 3 * 1.5) / temperature);
        assertThat(pairs(symbols, 1)).isCloseTo(first * afterOne, within(TOLERANCE));
        assertThat(pairs(symbols, 0)).isCloseTo((1 - first) * afterZero, within(TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 1, 3})
    void categoricalSymbolsHaveTheirProbabilities(float temperature) {
        float[] logits = {0, 1, -2, 5, 5, 4};
        float[] symbols = draw(new CategoricalHead(kernels, constant(logits), 3), 2, temperature, 0);
        for (int j = 0; j < 2; j++) {
            double total = 0;
            for (int k = 0; k < 3; k++) {
                total += Math.exp(logits[j * 3 + k] / temperature);
            }
            for (int k = 0; k < 3; k++) {
                int value = k;
                double p = Math.exp(logits[j * 3 + k] / temperature) / total;
                assertThat(frequency(symbols, 2, j, x -> x == value)).isCloseTo(p, within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 1})
    void gaussianSymbolsHaveTheirMeanAndSpreadInTheUnitsOfTheData(float temperature) {
        Channels channels = new Channels(new Standardisation(List.of(10f, -1f), List.of(2f, 0.5f)));
        float[] logits = {0.5f, -1, 0, -0.7f};
        float[] symbols = draw(new RealHead(kernels, constant(logits), channels, Noise.normal()), 2, temperature, 0);
        assertThat(frequency(symbols, 2, 0, x -> x < 11)).isCloseTo(0.5, within(TOLERANCE));
        assertThat(frequency(symbols, 2, 0, x -> x < 11 + 2 * temperature)).isCloseTo(0.841345, within(TOLERANCE));
        double spread = 0.5 * Math.exp(-0.7) * temperature;
        assertThat(frequency(symbols, 2, 1, x -> x < -1.5)).isCloseTo(0.5, within(TOLERANCE));
        assertThat(frequency(symbols, 2, 1, x -> x < -1.5 - 2 * spread)).isCloseTo(0.022750, within(TOLERANCE));
    }

    @Test
    void studentTSymbolsHaveTheQuantilesOfTheirDegrees() {
        Channels channels = new Channels(TinyModels.unstandardised(1));
        float[] symbols = draw(new RealHead(kernels, constant(0, 0), channels, Noise.studentT(5)), 1, 1, 0);
        assertThat(frequency(symbols, 1, 0, x -> x < 0)).isCloseTo(0.5, within(TOLERANCE));
        assertThat(frequency(symbols, 1, 0, x -> x < 0.7267)).isCloseTo(0.75, within(TOLERANCE));
        assertThat(frequency(symbols, 1, 0, x -> Math.abs(x) > 2.0150)).isCloseTo(0.10, within(TOLERANCE));
        assertThat(frequency(symbols, 1, 0, x -> Math.abs(x) > 4.0321)).isCloseTo(0.01, within(TOLERANCE / 4));
    }

    @Test
    void logScalesAreClamped() {
        Channels channels = new Channels(TinyModels.unstandardised(1));
        float[] wide = draw(new RealHead(kernels, constant(0, 80), channels, Noise.normal()), 1, 1, 0);
        assertThat(frequency(wide, 1, 0, x -> x < Math.exp(2))).isCloseTo(0.841345, within(TOLERANCE));
        float[] narrow = draw(new RealHead(kernels, constant(0, -80), channels, Noise.normal()), 1, 1, 0);
        assertThat(frequency(narrow, 1, 0, x -> x < Math.exp(-6))).isCloseTo(0.841345, within(TOLERANCE));
    }

    @Test
    void atTemperatureZeroTheLikeliestSymbolIsTaken() {
        assertThat(draw(new BernoulliHead(kernels, constant(-0.1f, 0.1f)), 2, 0, 0))
                .startsWith(0, 1, 0, 1);
        assertThat(draw(new CategoricalHead(kernels, constant(1, 3, 2, 7, 7, 0), 3), 2, 0, 0))
                .startsWith(1, 0, 1, 0);
        Channels channels = new Channels(new Standardisation(List.of(10f), List.of(2f)));
        assertThat(draw(new RealHead(kernels, constant(0.5f, 1), channels, Noise.normal()), 1, 0, 0))
                .startsWith(11, 11);
    }

    @Test
    void givenSymbolsStay() {
        float[] symbols = draw(new BernoulliHead(kernels, constant(-9, -9, -9)), 3, 0, 2);
        assertThat(symbols).startsWith(1, 1, 0, 1, 1, 0);
        EmissionHead inside = new AutoregressiveBernoulliHead(
                kernels, constant(-9, -9, -1), constant(0, 0), new float[] {1, 0, 1, 0, 0, 0}, new float[] {
                    0, 0, 0, 0, 1, 0
                });
        assertThat(draw(inside, 3, 0, 2)).as("two given ones raise the third").startsWith(1, 1, 1, 1, 1, 1);
        assertThat(draw(inside, 3, 0, 0)).startsWith(0, 0, 0);
    }

    @Test
    void whereTheModelOverflowsASymbolIsNotANumber() {
        float[] broken = {Float.NaN, 0, 0, 0, 0, 0};
        assertThat(draw(new BernoulliHead(kernels, constant(Float.NaN)), 1, 1, 0)[0])
                .isNaN();
        assertThat(draw(new CategoricalHead(kernels, constant(broken), 3), 2, 1, 0)[0])
                .isNaN();
        assertThat(draw(new CategoricalHead(kernels, constant(broken), 3), 2, 0, 0)[0])
                .isNaN();
    }

    /** Draws {@link #ROWS} frames at as many steps, their first {@code given} symbols being 1. */
    private static float[] draw(EmissionHead head, int frame, float temperature, int given) {
        Draws draws = new Draws();
        float[] symbols = new float[ROWS * frame];
        for (int row = 0; row < ROWS; row++) {
            draws.add(KEY, row, new Temperature(temperature), given);
            for (int j = 0; j < given; j++) {
                symbols[row * frame + j] = 1;
            }
        }
        head.draw(new float[ROWS], draws, NOTHING, symbols);
        return symbols;
    }

    private Linear constant(float... bias) {
        return Linear.of(kernels, new float[bias.length], bias, bias.length, 1);
    }

    private static double frequency(float[] symbols, int frame, int j, DoublePredicate event) {
        return IntStream.range(0, ROWS)
                        .filter(row -> event.test(symbols[row * frame + j]))
                        .count()
                / (double) ROWS;
    }

    private static double pairs(float[] symbols, float first) {
        return IntStream.range(0, ROWS)
                        .filter(row -> symbols[2 * row] == first && symbols[2 * row + 1] == 1)
                        .count()
                / (double) ROWS;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}

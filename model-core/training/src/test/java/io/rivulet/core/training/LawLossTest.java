package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.SymbolLaw;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of every law: it is a distribution, its draws follow it, and its gradient is that of its nats. */
class LawLossTest {

    static Stream<Arguments> laws() {
        return Stream.of(new BinaryLaw(), new CategoricalLaw(7), new LogisticLaw(1, 5), new LogisticLaw(3, 256))
                .flatMap(law -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(law, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("laws")
    void probabilitiesOfAllValuesSumToOne(SymbolLaw law, long seed) {
        float[] outputs = outputs(law, seed);
        double sum = 0;
        for (int value = 0; value < law.values(); value++) {
            sum += Math.exp(-LawLoss.of(law).nats(outputs, 0, value));
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("laws")
    void drawsOccurAsOftenAsTheirNatsSay(SymbolLaw law, long seed) {
        float[] outputs = outputs(law, seed);
        SplittableRandom random = new SplittableRandom(seed);
        int draws = 40_000;
        double[] shares = new double[law.values()];
        for (int i = 0; i < draws; i++) {
            shares[(int) law.draw(outputs, 0, random.nextDouble(), open(random), 1)] += 1.0 / draws;
        }
        for (int value = 0; value < law.values(); value++) {
            double expected = Math.exp(-LawLoss.of(law).nats(outputs, 0, value));
            assertThat(shares[value]).as("value %d", value).isCloseTo(expected, within(0.012));
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("laws")
    void theGradientIsThatOfTheNats(SymbolLaw law, long seed) {
        float[] outputs = outputs(law, seed);
        for (int value : new int[] {0, law.values() / 2, law.values() - 1}) {
            float[] gradient = outputs.clone();
            LawLoss.of(law).gradient(gradient, 0, value, 2);
            for (int i = 0; i < outputs.length; i++) {
                double h = 2e-3;
                double up = moved(law, outputs, i, h, value);
                double slope = 2 * (up - moved(law, outputs, i, -h, value)) / (2 * h);
                assertThat((double) gradient[i])
                        .as("output %d of value %d", i, value)
                        .isCloseTo(slope, within(0.02 * (1 + Math.abs(slope))));
            }
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("laws")
    void theLikeliestValueIsDrawnAtTemperatureZeroWhateverTheRandomNumbers(SymbolLaw law, long seed) {
        float[] outputs = outputs(law, seed);
        float once = law.draw(outputs, 0, 0.01, 0.02, 0);
        assertThat(law.draw(outputs, 0, 0.99, 0.98, 0)).isEqualTo(once).isBetween(0f, law.values() - 1f);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("laws")
    void whatOverflowedGivesNoSymbol(SymbolLaw law, long seed) {
        float[] outputs = outputs(law, seed);
        outputs[outputs.length - 1] = Float.NaN;
        assertThat(law.draw(outputs, 0, 0.5, 0.5, 1)).isNaN();
    }

    private static double moved(SymbolLaw law, float[] outputs, int i, double h, int value) {
        float[] near = outputs.clone();
        near[i] += (float) h;
        return LawLoss.of(law).nats(near, 0, value);
    }

    private static double open(SplittableRandom random) {
        return Math.max(random.nextDouble(), 1e-12);
    }

    private static float[] outputs(SymbolLaw law, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] outputs = new float[law.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) random.nextGaussian();
        }
        if (law instanceof LogisticLaw logistic) {
            for (int k = 2 * logistic.components(); k < outputs.length; k++) {
                outputs[k] -= 2;
            }
        }
        return outputs;
    }
}

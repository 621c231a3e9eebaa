package io.rivulet.core.baseline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeanElementaryTest {
    static Stream<Arguments> functions() {
        return Stream.of(
                of("exp", LeanElementary::exp, -80, 80, Math::exp),
                of("sigmoid", LeanElementary::sigmoid, -200, 200, x -> 1 / (1 + Math.exp(-x))),
                of(
                        "softplus",
                        LeanElementary::softplus,
                        -80,
                        200,
                        x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
                of("softplus near zero", LeanElementary::softplus, -2, 2, x -> Math.log1p(Math.exp(x))),
                of("power", LeanElementary::power, -64, 0, x -> Math.pow(2, x)),
                of("power to nothing", LeanElementary::power, -1e30, -64, x -> 0),
                of("gelu", LeanElementary::gelu, -30, 30, x -> x * cumulative(x)),
                of("cumulative", (y, i) -> LeanElementary.normalCumulative(y, i, y, i), -30, 30, x -> cumulative(x)));
    }

    private static Arguments of(
            String name, ObjIntConsumer<float[]> lean, double from, double to, DoubleUnaryOperator definition) {
        return Arguments.of(name, lean, from, to, definition);
    }

    @ParameterizedTest(name = "{0} from {2} to {3}, seed 1")
    @MethodSource("functions")
    void everyLaneIsCloseToDoublePrecision(
            String name, ObjIntConsumer<float[]> lean, double from, double to, DoubleUnaryOperator definition) {
        Random random = new Random(1);
        float[] x = new float[FloatVector.SPECIES_PREFERRED.length()];
        float[] y = new float[1 + x.length];
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (from + (to - from) * random.nextDouble());
            }
            // From the second number on, so that the place counts.
            System.arraycopy(x, 0, y, 1, x.length);
            lean.accept(y, 1);
            for (int i = 0; i < x.length; i++) {
                double expected = definition.applyAsDouble(x[i]);
                // A power's relative error grows with the rounding of its argument.
                double tolerance = 1e-6 * (1 + Math.abs(x[i]) / 8) * Math.max(Math.abs(expected), 0.4);
                assertThat((double) y[1 + i]).as("%s(%s)", name, x[i]).isCloseTo(expected, within(tolerance));
            }
        }
    }

    /** All but the one that clamps the bits of its argument, by which it is multiplied wherever it is used. */
    static Stream<Arguments> functionsThatKeepNan() {
        return functions().filter(function -> !function.get()[0].equals("cumulative"));
    }

    /** Else a training that has diverged would go on as if it had not. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("functionsThatKeepNan")
    void whatIsNotANumberStaysSo(String name, ObjIntConsumer<float[]> lean) {
        float[] y = new float[FloatVector.SPECIES_PREFERRED.length()];
        for (int bits : new int[] {0x7FC00000, 0xFFC00000}) {
            Arrays.fill(y, Float.intBitsToFloat(bits));
            lean.accept(y, 0);
            for (float value : y) {
                assertThat(value).as("%s of NaN %x", name, bits).isNaN();
            }
        }
    }

    /** Functions of which no limit is finite for what is infinite, or that do not reach it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("functionsThatKeepNan")
    void infinityBecomesNoFiniteNumber(String name, ObjIntConsumer<float[]> lean) {
        float[] y = new float[FloatVector.SPECIES_PREFERRED.length()];
        for (float infinity : new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Arrays.fill(y, infinity);
            lean.accept(y, 0);
            for (float value : y) {
                assertThat(Float.isFinite(value)).as("%s of %s", name, infinity).isFalse();
            }
        }
    }

    private static double cumulative(double x) {
        if (Math.abs(x) > 6) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int k = 1; k < 200; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}

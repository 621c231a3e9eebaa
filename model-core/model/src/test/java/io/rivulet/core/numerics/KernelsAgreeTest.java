package io.rivulet.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectorised twin against the definition, bit for bit, and the definition against double precision. */
class KernelsAgreeTest {
    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = VectorKernels.onThisMachine();

    static Stream<Arguments> shapes() {
        int[][] shapes = {
            {1, 1, 1},
            {1, 7, 3},
            {5, 17, 31},
            {6, 16, 32},
            {7, 33, 65},
            {3, 12, 64},
            {5, 64, 32},
            {13, 64, 28},
            {16, 3, 40},
            {28, 29, 64},
            {28, 30, 48},
            {64, 100, 200},
            {100, 300, 50},
            {97, 263, 70},
            {193, 520, 33},
            {202, 520, 33},
            {1, 30, 252}
        };
        return Stream.of(shapes).map(s -> Arguments.of(s[0], s[1], s[2], 1000L + s[1]));
    }

    @ParameterizedTest(name = "{0} rows, {1} in, {2} out, seed {3}")
    @MethodSource("shapes")
    void productsAreEqualBitForBitAndCloseToDoublePrecision(int rows, int in, int out, long seed) {
        Random random = new Random(seed);
        float[] a = normal(random, rows * in);
        float[] w = normal(random, out * in);
        float[] bias = normal(random, out);
        float[] scalar = new float[rows * out];
        float[] vector = new float[rows * out];
        SCALAR.product(a, rows, SCALAR.pack(w, out, in), bias, scalar);
        VECTOR.product(a, rows, VECTOR.pack(w, out, in), bias, vector);
        assertThat(vector).isEqualTo(scalar);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < out; j++) {
                double sum = bias[j];
                for (int k = 0; k < in; k++) {
                    sum += (double) a[i * in + k] * w[j * in + k];
                }
                assertThat((double) scalar[i * out + j]).isCloseTo(sum, within(1e-4));
            }
        }
    }

    @ParameterizedTest(name = "{1} in, {2} out, seed {3}")
    @MethodSource("shapes")
    void aRowProductIsEqualBitForBitAndCloseToDoublePrecision(int offset, int in, int out, long seed) {
        Random random = new Random(seed);
        float[] a = normal(random, offset + in);
        float[] w = normal(random, out * in);
        PackedMatrix packed = VECTOR.packForRows(w, out, in);
        float[] init = normal(random, offset + packed.paddedOut());
        float[] scalar = new float[init.length];
        float[] vector = init.clone();
        SCALAR.rowProduct(a, offset, SCALAR.packForRows(w, out, in), init, offset, scalar, offset);
        VECTOR.rowProduct(a, offset, packed, vector, offset, vector, offset);
        assertThat(Arrays.copyOf(vector, offset)).isEqualTo(Arrays.copyOf(init, offset));
        for (int j = 0; j < out; j++) {
            assertThat(vector[offset + j]).isEqualTo(scalar[offset + j]);
            double sum = init[offset + j];
            for (int k = 0; k < in; k++) {
                sum += (double) a[offset + k] * w[j * in + k];
            }
            assertThat((double) scalar[offset + j]).isCloseTo(sum, within(1e-4));
        }
    }

    @ParameterizedTest(name = "{1} in, {2} out, seed {3}")
    @MethodSource("shapes")
    void aRowDotIsAnElementOfARowProduct(int offset, int in, int out, long seed) {
        Random random = new Random(seed);
        float[] a = normal(random, offset + in);
        float[] w = normal(random, out * in);
        PackedMatrix packed = VECTOR.packForRows(w, out, in);
        float[] init = normal(random, packed.paddedOut());
        float[] product = new float[packed.paddedOut()];
        VECTOR.rowProduct(a, offset, packed, init, 0, product, 0);
        for (int j = 0; j < out; j++) {
            float[] weights = Arrays.copyOfRange(w, j * in, (j + 1) * in);
            assertThat(VECTOR.rowDot(a, offset, weights, in, init[j])).isEqualTo(product[j]);
        }
    }

    @Test
    void reluKeepsWhatIsNotANumberAndLeavesNoNegativeZero() {
        float[] values = new float[40];
        float negativeNan = Float.intBitsToFloat(0xFFC00000);
        float[] special = {Float.NaN, negativeNan, -0f, 0f, -1f, 1f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
        for (int i = 0; i < values.length; i++) {
            values[i] = special[i % special.length];
        }
        float[] scalar = values.clone();
        float[] vector = values.clone();
        SCALAR.relu(scalar, values.length);
        VECTOR.relu(vector, values.length);
        assertThat(vector).isEqualTo(scalar);
        assertThat(Arrays.copyOf(vector, 8))
                .containsExactly(Float.NaN, Float.NaN, 0f, 0f, 0f, 1f, 0f, Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest(name = "{1} in, {2} out, seed {3}")
    @MethodSource("shapes")
    void rowUnitsAreARowProductAndARelu(int offset, int in, int out, long seed) {
        Random random = new Random(seed);
        float[] a = normal(random, offset + in);
        float[] w = normal(random, out * in);
        PackedMatrix packed = VECTOR.packForRows(w, out, in);
        float[] init = normal(random, offset + packed.paddedOut());
        float[] product = init.clone();
        float[] scalar = init.clone();
        float[] vector = init.clone();
        SCALAR.rowProduct(a, offset, SCALAR.packForRows(w, out, in), init, offset, product, offset);
        SCALAR.rowUnits(a, offset, SCALAR.packForRows(w, out, in), init, offset, scalar, offset);
        VECTOR.rowUnits(a, offset, packed, init, offset, vector, offset);
        for (int j = offset; j < offset + out; j++) {
            assertThat(scalar[j]).isEqualTo(Math.max(product[j], 0f));
            assertThat(vector[j]).isEqualTo(scalar[j]);
        }
    }

    @ParameterizedTest(name = "{0} rows, {1} in, {2} out, seed {3}")
    @MethodSource("shapes")
    void aSumOfNegativeZerosKeepsItsSign(int rows, int in, int out, long seed) {
        float[] a = new float[rows * in];
        Arrays.fill(a, -0f);
        float[] w = new float[out * in];
        Arrays.fill(w, 1f);
        float[] zeros = new float[rows * out];
        Arrays.fill(zeros, -0f);
        float[] sums = zeros.clone();
        VECTOR.addProduct(a, rows, VECTOR.pack(w, out, in), sums);
        assertThat(sums).isEqualTo(zeros);
    }

    @ParameterizedTest(name = "{0} rows, {1} in, {2} out, seed {3}")
    @MethodSource("shapes")
    void aProductThatIsAddedGoesOnFromWhatIsThere(int rows, int in, int out, long seed) {
        Random random = new Random(seed);
        float[] a = normal(random, rows * in);
        float[] w = normal(random, out * in);
        float[] scalar = normal(random, rows * out);
        float[] vector = scalar.clone();
        float[] before = scalar.clone();
        SCALAR.addProduct(a, rows, SCALAR.pack(w, out, in), scalar);
        VECTOR.addProduct(a, rows, VECTOR.pack(w, out, in), vector);
        assertThat(vector).isEqualTo(scalar);
        float last = before[rows * out - 1];
        for (int k = 0; k < in; k++) {
            last = Math.fma(a[(rows - 1) * in + k], w[(out - 1) * in + k], last);
        }
        assertThat(scalar[rows * out - 1]).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0} rows, {1} in, {2} out, seed {3}")
    @MethodSource("shapes")
    void aRowOfAProductDoesNotDependOnTheRowsAroundIt(int rows, int in, int out, long seed) {
        Random random = new Random(seed);
        float[] a = normal(random, rows * in);
        PackedMatrix w = VECTOR.pack(normal(random, out * in), out, in);
        float[] together = new float[rows * out];
        VECTOR.product(a, rows, w, w.zeros(), together);
        float[] alone = new float[out];
        for (int i = 0; i < rows; i++) {
            VECTOR.product(Arrays.copyOfRange(a, i * in, (i + 1) * in), 1, w, w.zeros(), alone);
            assertThat(alone).isEqualTo(Arrays.copyOfRange(together, i * out, (i + 1) * out));
        }
    }

    @ParameterizedTest(name = "{0} rows, {1} wide, seed {3}")
    @MethodSource("shapes")
    void everyRowOperationIsEqualBitForBit(int rows, int width, int states, long seed) {
        Random random = new Random(seed);
        float[] h = normal(random, rows * width);
        float[] weight = normal(random, width);
        float[] bias = normal(random, width);
        float[][] u = both(rows * width);
        SCALAR.layerNorm(h, rows, width, weight, bias, u[0]);
        VECTOR.layerNorm(h, rows, width, weight, bias, u[1]);
        assertThat(u[1]).isEqualTo(u[0]);

        float[] y = normal(random, rows * width);
        float[][] pre = {y.clone(), y.clone()};
        float[][] g = both(rows * width);
        SCALAR.skipGelu(pre[0], weight, h, rows, width, g[0]);
        VECTOR.skipGelu(pre[1], weight, h, rows, width, g[1]);
        assertThat(pre[1]).isEqualTo(pre[0]);
        assertThat(g[1]).isEqualTo(g[0]);

        float[] o = normal(random, rows * 2 * width);
        float[][] gated = {h.clone(), h.clone()};
        SCALAR.gate(o, rows, width, gated[0]);
        VECTOR.gate(o, rows, width, gated[1]);
        assertThat(gated[1]).isEqualTo(gated[0]);

        float[][] scaled = {h.clone(), h.clone()};
        SCALAR.addScaled(scaled[0], 1, y, 0, 0.3f, h.length - 1);
        VECTOR.addScaled(scaled[1], 1, y, 0, 0.3f, h.length - 1);
        assertThat(scaled[1]).isEqualTo(scaled[0]);
        assertThat(VECTOR.reluDot(h, 0, y, 0, h.length)).isEqualTo(SCALAR.reluDot(h, 0, y, 0, h.length));
    }

    @ParameterizedTest(name = "{0} steps, {2} states, seed {3}")
    @MethodSource("shapes")
    void scansAreEqualBitForBitAndFollowTheRecurrence(int steps, int unused, int states, long seed) {
        Random random = new Random(seed);
        Diagonal lambda = Diagonal.of(uniform(random, states, -3, 1), uniform(random, states, -3, 1));
        float[] drive = normal(random, (steps + 1) * 2 * states);
        float[] start = normal(random, 2 * states + 3);
        float[][] x = {drive.clone(), drive.clone()};
        SCALAR.scan(lambda, x[0], 1, steps, start, 3);
        VECTOR.scan(lambda, x[1], 1, steps, start, 3);
        assertThat(x[1]).isEqualTo(x[0]);
        for (int p = 0; p < states; p++) {
            double re = start[3 + p];
            double im = start[3 + states + p];
            for (int t = 1; t <= steps; t++) {
                double nextRe = lambda.real()[p] * re - lambda.imaginary()[p] * im + drive[t * 2 * states + p];
                im = lambda.real()[p] * im + lambda.imaginary()[p] * re + drive[t * 2 * states + states + p];
                re = nextRe;
                assertThat((double) x[0][t * 2 * states + p]).isCloseTo(re, within(1e-3));
                assertThat((double) x[0][t * 2 * states + states + p]).isCloseTo(im, within(1e-3));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @org.junit.jupiter.params.provider.ValueSource(longs = {1, 2, 3})
    void elementaryFunctionsAreEqualBitForBitAndCloseToTheLibrary(long seed) {
        Random random = new Random(seed);
        float[] x = uniform(random, 10_007, -100, 100);
        System.arraycopy(uniform(random, 9_000, -6, 6), 0, x, 0, 9_000);
        x[0] = Float.NaN;
        x[1] = Float.NEGATIVE_INFINITY;
        x[2] = Float.POSITIVE_INFINITY;
        x[3] = -0f;
        float[][] e = both(x.length);
        SCALAR.exp(x, x.length, e[0]);
        VECTOR.exp(x, x.length, e[1]);
        assertThat(e[1]).isEqualTo(e[0]);
        float[][] s = both(x.length);
        SCALAR.sigmoid(x, x.length, s[0]);
        VECTOR.sigmoid(x, x.length, s[1]);
        assertThat(s[1]).isEqualTo(s[0]);
        for (int i = 4; i < 9_000; i++) {
            assertThat(e[0][i] / Math.exp(x[i])).isCloseTo(1, within(3e-7));
            assertThat((double) s[0][i]).isCloseTo(1 / (1 + Math.exp(-x[i])), within(2e-7));
        }
        assertThat(e[0][0]).isNaN();
        assertThat(s[0][1]).isBetween(0f, 1e-37f);
        assertThat(s[0][2]).isEqualTo(1f);
    }

    private static float[][] both(int count) {
        return new float[][] {new float[count], new float[count]};
    }

    private static float[] normal(Random random, int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static float[] uniform(Random random, int count, float from, float to) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = from + (to - from) * random.nextFloat();
        }
        return x;
    }
}

package io.rivulet.core.baseline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightStreamTest {

    @ParameterizedTest(name = "{0} in, {1} out, seed {2}")
    @CsvSource({"64, 64, 1", "2, 128, 2", "16, 1, 3", "6, 81, 4", "48, 79, 5", "8, 70, 6"})
    void aRowTimesAMatrixOfTheStreamIsTheKernelsProduct(int in, int out, long seed) {
        Random random = new Random(seed);
        Kernels kernels = Kernels.best();
        PackedMatrix first = kernels.pack(normal(random, 33 * 6), 33, 6);
        PackedMatrix matrix = kernels.pack(normal(random, out * in), out, in);
        WeightStream stream = new WeightStream();
        stream.append(first);
        int at = stream.append(matrix);
        float[] x = normal(random, in + 3);
        float[] bias = normal(random, out);
        float[] y = new float[out + 2];
        stream.product(at, x, 3, in, bias, out, y, 1);

        float[] expected = new float[out];
        kernels.product(java.util.Arrays.copyOfRange(x, 3, 3 + in), 1, matrix, bias, expected);
        assertThat(y[0]).isZero();
        assertThat(y[out + 1]).isZero();
        for (int o = 0; o < out; o++) {
            assertThat(y[1 + o]).as("output %d", o).isCloseTo(expected[o], within(1e-5f));
        }
    }

    @Test
    void anOddNumberOfInputsIsRefused() {
        PackedMatrix odd = Kernels.best().pack(new float[21], 3, 7);
        assertThatThrownBy(() -> new WeightStream().append(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 7");
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}

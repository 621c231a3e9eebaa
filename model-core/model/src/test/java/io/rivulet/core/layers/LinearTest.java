package io.rivulet.core.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.numerics.Kernels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearTest {

    @Test
    void aPaddedMapGivesTheSameOutputsAndZerosAfterThem() {
        long seed = 17;
        Random random = new Random(seed);
        int in = 9;
        int out = 45;
        int rows = 3;
        Kernels kernels = Kernels.best();
        Linear linear = Linear.of(kernels, normal(random, out * in), normal(random, out), out, in);
        Linear padded = linear.padded(kernels);
        int width = padded.bias().length;
        float[] x = normal(random, rows * in);
        float[] y = new float[rows * out];
        float[] wide = new float[rows * width];
        linear.forward(kernels, x, rows, y);
        padded.forward(kernels, x, rows, wide);
        assertThat(width).isGreaterThan(out);
        for (int row = 0; row < rows; row++) {
            for (int o = 0; o < width; o++) {
                assertThat(wide[row * width + o])
                        .as("row %d, output %d, seed %d", row, o, seed)
                        .isEqualTo(o < out ? y[row * out + o] : 0f);
            }
        }
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}

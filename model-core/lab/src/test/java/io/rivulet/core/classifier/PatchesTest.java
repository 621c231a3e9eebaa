package io.rivulet.core.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PatchesTest {

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(new Patches(28, 28, 1, 3, 2), 1L),
                Arguments.of(new Patches(7, 5, 3, 3, 2), 2L),
                Arguments.of(new Patches(4, 6, 2, 3, 1), 3L),
                Arguments.of(new Patches(2, 9, 2, 5, 3), 4L),
                Arguments.of(new Patches(3, 3, 4, 1, 1), 5L));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("shapes")
    void everyPatchHoldsThePixelsAroundItsMiddleAndZerosBeyondTheEdge(Patches patches, long seed) {
        int count = 2;
        float[] images = random(count * patches.height() * patches.width() * patches.channels(), seed);
        float[] gathered = random(count * patches.perImage() * patches.size(), seed + 1);
        patches.gather(images, count, gathered);
        int at = 0;
        for (int n = 0; n < count; n++) {
            for (int row = 0; row < patches.rows(); row++) {
                for (int column = 0; column < patches.columns(); column++) {
                    for (int dy = -(patches.side() / 2); dy <= patches.side() / 2; dy++) {
                        for (int dx = -(patches.side() / 2); dx <= patches.side() / 2; dx++) {
                            for (int channel = 0; channel < patches.channels(); channel++) {
                                int y = row * patches.stride() + dy;
                                int x = column * patches.stride() + dx;
                                assertThat(gathered[at++]).isEqualTo(pixel(patches, images, n, y, x, channel));
                            }
                        }
                    }
                }
            }
        }
        assertThat(at).isEqualTo(gathered.length);
    }

    /** The way back is the transposed map: both sides of {@code <gather(x), y> = <x, scatter(y)>} agree. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("shapes")
    void scatteringIsTheTransposeOfGathering(Patches patches, long seed) {
        int count = 2;
        float[] images = random(count * patches.height() * patches.width() * patches.channels(), seed);
        float[] rows = random(count * patches.perImage() * patches.size(), seed + 1);
        float[] gathered = new float[rows.length];
        patches.gather(images, count, gathered);
        float[] scattered = new float[images.length];
        patches.scatterAdd(rows, count, scattered);
        assertThat(dot(gathered, rows)).isCloseTo(dot(images, scattered), within(1e-3));
    }

    @Test
    void patchesWithoutAMiddleAreRefused() {
        assertThatThrownBy(() -> new Patches(4, 4, 1, 2, 1)).hasMessageContaining("must be odd, got 2");
        assertThatThrownBy(() -> new Patches(4, 4, 1, 3, 0)).hasMessageContaining("by 0");
    }

    private static float pixel(Patches p, float[] images, int n, int y, int x, int channel) {
        boolean inside = y >= 0 && y < p.height() && x >= 0 && x < p.width();
        return inside ? images[((n * p.height() + y) * p.width() + x) * p.channels() + channel] : 0f;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}

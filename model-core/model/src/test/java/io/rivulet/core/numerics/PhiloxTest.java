package io.rivulet.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhiloxTest {

    @Test
    void thePublishedVectorsAreMet() {
        // The known-answer vectors of the Random123 library, philox4x32 with 10 rounds.
        assertThat(words(0, 0, 0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(words(-1, -1, -1, -1, -1L)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0_a4093822L))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void aDrawDependsOnItsIndexAndNotOnHowManyAreDrawn() {
        double[] few = draws(7, 1L << 40, 1, 3);
        double[] many = draws(7, 1L << 40, 1, 11);
        assertThat(Arrays.copyOf(many, 3)).containsExactly(few);
    }

    @Test
    void positionKeyAndStreamAllMatter() {
        assertThat(draws(7, 5, 0, 4))
                .isNotEqualTo(draws(7, 6, 0, 4))
                .isNotEqualTo(draws(8, 5, 0, 4))
                .isNotEqualTo(draws(7, 5, 1, 4))
                .isNotEqualTo(draws(7, 5 + (1L << 32), 0, 4))
                .isNotEqualTo(draws(7 + (1L << 32), 5, 0, 4));
    }

    @Test
    void aUniformDrawIsTheWordsUpper24BitsAndAHalf() {
        assertThat(draws(0, 0, 0, 1)[0]).isEqualTo((0x6627e8 + 0.5) / (1 << 24));
    }

    @Test
    void uniformDrawsFillTheUnitInterval() {
        double[] draws = draws(42, 0, 0, 100_000);
        assertThat(Arrays.stream(draws).min().orElseThrow()).isGreaterThan(0);
        assertThat(Arrays.stream(draws).max().orElseThrow()).isLessThan(1);
        assertThat(Arrays.stream(draws).average().orElseThrow()).isCloseTo(0.5, within(0.005));
        assertThat(Arrays.stream(draws).map(u -> u * u).average().orElseThrow()).isCloseTo(1.0 / 3, within(0.005));
    }

    private static int[] words(int c0, int c1, int c2, int c3, long key) {
        int[] out = new int[Philox.WORDS];
        Philox.words(key, c0, c1, c2, c3, out);
        return out;
    }

    private static double[] draws(long key, long position, int stream, int count) {
        double[] out = new double[count];
        Philox.uniforms(key, position, stream, count, out, 0);
        return out;
    }
}

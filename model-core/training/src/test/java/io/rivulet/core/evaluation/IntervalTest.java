package io.rivulet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

    /** The mean of n draws has deviation 1 / sqrt(n), and 95 % of a normal lies within 1.96 deviations. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theIntervalOfAMeanIsAsWideAsTheNormalOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[2500];
        Arrays.setAll(values, i -> 7 + random.nextGaussian());
        Interval interval = Interval.of(values, seed);
        assertThat(interval.mean()).isCloseTo(7, within(0.08));
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 / 50, within(0.012));
        assertThat(interval).isEqualTo(Interval.of(values, seed)).isNotEqualTo(Interval.of(values, seed + 100));
    }

    @Test
    void resampledFiguresAreMovedBackToTheEstimate() {
        double[] resampled = new double[1000];
        Arrays.setAll(resampled, i -> 50 + i);
        Interval interval = Interval.around(10, resampled);
        assertThat(interval.mean()).isEqualTo(10);
        assertThat(interval.low()).isCloseTo(10 - 474.5, within(1e-9));
        assertThat(interval.high()).isCloseTo(10 + 474.5, within(1e-9));
    }

    @Test
    void aResampleHoldsAsManyAsTheSampleAndNotEachOnce() {
        int[] times = Interval.resample(1000, new SplittableRandom(4));
        assertThat(Arrays.stream(times).sum()).isEqualTo(1000);
        // A share of 1/e stays out.
        assertThat(Arrays.stream(times).filter(t -> t == 0).count()).isBetween(320L, 415L);
    }

    @Test
    void whatIsNoIntervalIsRefused() {
        assertThatThrownBy(() -> Interval.of(new double[0], 1)).hasMessageContaining("got none");
        assertThatThrownBy(() -> Interval.of(new double[] {Double.NaN}, 1)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> new Interval(1, 3, 2)).hasMessageContaining("low <= high, got 1.0, 3.0, 2.0");
    }
}

package io.rivulet.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalQuantileTest {

    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993612",
        "1e-20, -9.262340089798405",
        "1e-12, -7.034483825301132",
        "2.9802322387695312e-08, -5.419983174916869",
        "0.001, -3.090232306167813",
        "0.02425, -1.9729610513118845",
        "0.074, -1.4466320671589785",
        "0.076, -1.4325027208258114",
        "0.3, -0.5244005127080407",
        "0.5, 0.0",
        "0.6, 0.2533471031357998",
        "0.9, 1.2815515655446008",
        "0.975, 1.9599639845400536",
        "0.9999999701976776, 5.419983174916869"
    })
    void theQuantileIsRightTo14DigitsInEveryBranch(double probability, double quantile) {
        assertThat(NormalQuantile.of(probability)).isCloseTo(quantile, within(2e-14 * Math.max(1, Math.abs(quantile))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void drawsHaveTheMomentsOfTheNormal(long key) {
        int count = 100_000;
        double[] uniforms = new double[count];
        Philox.uniforms(key, 0, 0, count, uniforms, 0);
        double[] moments = new double[5];
        for (double uniform : uniforms) {
            double x = NormalQuantile.of(uniform);
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(x, power) / count;
            }
        }
        assertThat(moments[1]).isCloseTo(0, within(0.015));
        assertThat(moments[2]).isCloseTo(1, within(0.02));
        assertThat(moments[3]).isCloseTo(0, within(0.05));
        assertThat(moments[4]).isCloseTo(3, within(0.15));
    }
}

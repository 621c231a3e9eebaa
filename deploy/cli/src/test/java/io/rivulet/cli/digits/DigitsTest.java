package io.rivulet.cli.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private final List<Digit> digits = Digits.bundled();

    @Test
    void twoOfEachClassShip() {
        assertThat(digits.stream().collect(Collectors.groupingBy(Digit::label, Collectors.counting())))
                .hasSize(10)
                .allSatisfy((label, count) -> assertThat(count).isEqualTo(2));
    }

    @Test
    void theyStandInTheOrderOfTheTestFile() {
        assertThat(digits)
                .extracting(Digit::label)
                .containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9, 0, 6, 5, 7, 3, 6, 3, 2, 8, 8);
    }

    @Test
    void everyPixelIsZeroOrOneAndEveryDigitHasInk() {
        for (Digit digit : digits) {
            assertThat(digit.pixels()).containsOnly(0, 1);
            assertThat(litPixels(digit)).isBetween(30, 350);
        }
    }

    private static int litPixels(Digit digit) {
        int lit = 0;
        for (float pixel : digit.pixels()) {
            lit += (int) pixel;
        }
        return lit;
    }
}

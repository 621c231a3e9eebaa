package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RandomnessTest {

    @Test
    void theKeyIsTheBeginningOfTheDigestOfSeedAndSession() {
        // printf '\0\0\0\0\0\0\0\7session' | sha256sum
        assertThat(Randomness.of(7, "session", 1).key()).isEqualTo(0x1bca3007aadfccb9L);
    }

    @Test
    void seedAndSessionBothMatter() {
        long key = Randomness.of(1, "a", 1).key();
        assertThat(Randomness.of(1, "b", 1).key()).isNotEqualTo(key);
        assertThat(Randomness.of(2, "a", 1).key()).isNotEqualTo(key);
    }

    @Test
    void temperaturesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Randomness(1, -0.1f));
        assertThatIllegalArgumentException().isThrownBy(() -> new Randomness(1, 10.1f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Randomness(1, Float.NaN))
                .withMessageContaining("between 0 and 10.0, got NaN");
    }
}

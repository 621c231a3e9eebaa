package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.Temperature;
import org.junit.jupiter.api.Test;

class RandomnessTest {

    @Test
    void theKeyIsTheBeginningOfTheDigestOfSeedAndSession() {
        // printf '\0\0\0\0\0\0\0\7session' | sha256sum
        assertThat(Randomness.of(7, "session", Temperature.ONE).key()).isEqualTo(0x1bca3007aadfccb9L);
    }

    @Test
    void seedAndSessionBothMatter() {
        long key = Randomness.of(1, "a", Temperature.ONE).key();
        assertThat(Randomness.of(1, "b", Temperature.ONE).key()).isNotEqualTo(key);
        assertThat(Randomness.of(2, "a", Temperature.ONE).key()).isNotEqualTo(key);
    }
}

package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void itsTextIsAllDigitsAndShortenedTheFirstTwelve() {
        assertThat(new Fingerprint(HEX)).hasToString(HEX);
        assertThat(new Fingerprint(HEX).shortened()).isEqualTo("0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789ab",
                "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
                "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
            })
    void anythingElseIsRefusedWithoutRepeatingIt(String text) {
        assertThat(Fingerprint.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fingerprint(text))
                .withMessage("a model's fingerprint must be 64 lower-case hexadecimal digits, got " + text.length()
                        + " characters that are not; copy what inspecting the bundle prints");
    }
}

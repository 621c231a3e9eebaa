package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void keysAreSortedAndWhiteSpaceIsGone() {
        assertThat(canonical("{ \"b\" : [ 1, {\"z\":null, \"y\":true} ],\n \"a\":{} , \"c\":[] }"))
                .isEqualTo("{\"a\":{},\"b\":[1,{\"y\":true,\"z\":null}],\"c\":[]}");
    }

    @Test
    void numbersKeepTheirText() {
        assertThat(canonical("[1.0,1,1e5,1E+5,-0,0.1000,123456789012345678901234567890]"))
                .isEqualTo("[1.0,1,1e5,1E+5,-0,0.1000,123456789012345678901234567890]");
    }

    @Test
    void stringsHaveTheirShortestEscapes() {
        assertThat(canonical("[\"\\u0041\\u00e9\\/\\\"\\\\\\n\\u001f\\ud83d\\ude00\"]"))
                .isEqualTo("[\"A\u00e9/\\\"\\\\\\n\\u001f\ud83d\ude00\"]");
    }

    @Test
    void keysSortByCodePointAlsoBeyondTheFirstPlane() {
        assertThat(canonical("{\"\ud83d\ude00\":1,\"\uffee\":2}")).isEqualTo("{\"\uffee\":2,\"\ud83d\ude00\":1}");
    }

    @Test
    void halfACharacterIsRefused() {
        assertThatThrownBy(() -> canonical("[\"\\ud83d\"]"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("surrogate");
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.of("test", json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}

package io.rivulet.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    private static final Pattern NUMBER = Pattern.compile("\\\\u\\{([0-9a-f]+)}");

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, '\t', '\n', '\r', 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x34f, 0x61c, 0x115f, 0x180e,
                0x200b, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2065, 0x2066, 0x2069, 0x206f,
                0x3164, 0xd800, 0xdfff, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xe0001, 0xe0041, 0xe007f, 0xe0100
            })
    void whatATerminalObeysOrNobodySeesStandsAsItsNumber(int c) throws Exception {
        String text = "a" + new String(new int[] {c}, 0, 1) + "b";
        assertThat(Visible.of(text)).isEqualTo("a\\u{" + Integer.toHexString(c) + "}b");
        assertThat(Visible.lines(text)).isEqualTo(c == '\n' || c == '\t' ? text : Visible.of(text));
        String json = Visible.json(new ObjectMapper().writeValueAsString(text));
        assertThat(json).matches("[ -~]+").startsWith("\"a\\").endsWith("b\"");
        assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "größe", "会話", "a\\b", "C:\\users", "\\\\", "\\u1234", "🙂", "e\u0301", " "})
    void whatCanBeSeenStaysAsItIs(String text) {
        assertThat(Visible.of(text)).isEqualTo(text);
        assertThat(Visible.lines(text)).isEqualTo(text);
        assertThat(Visible.json(TextNode.valueOf(text).toString()))
                .isEqualTo(TextNode.valueOf(text).toString());
    }

    @Test
    void aTextThatLooksLikeANumberIsToldFromOne() {
        assertThat(Visible.of("\\u{1b}")).isEqualTo("\\u{5c}u{1b}");
        assertThat(Visible.of("\\\u001b")).isEqualTo("\\\\u{1b}");
        assertThat(Visible.of("\\\\u{1b}")).isEqualTo("\\\\u{5c}u{1b}");
        assertThat(Visible.lines("\\u{\n")).isEqualTo("\\u{5c}u{\n");
    }

    @Test
    void everyTextCanBeReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] alphabet = {'\\', 'u', '{', '1', 'b', '}', 0x1b, '\n', 0x202e, 0xd83d, 0xde42, 0xe0041, 'x'};
        for (int i = 0; i < 5_000; i++) {
            int[] points = IntStream.generate(() -> alphabet[random.nextInt(alphabet.length)])
                    .limit(random.nextInt(12))
                    .toArray();
            String text = new String(points, 0, points.length);
            String shown = Visible.of(text);
            assertThat(NUMBER.matcher(shown).replaceAll(VisibleTest::character))
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    private static String character(java.util.regex.MatchResult number) {
        return Matcher.quoteReplacement(Character.toString(Integer.parseInt(number.group(1), 16)));
    }
}

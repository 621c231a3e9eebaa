package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rivulet.schemas.MalformedEvent.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent in an event's place is told from its first bytes, on each topic alike. */
class FramingTest {
    private static final byte[] EVENT = Wire.golden("PromptEvent.v2");
    private static final String JSON = "{\"session_id\":\"a\"}";

    static Stream<Arguments> foreign() {
        byte[] body = Arrays.copyOfRange(EVENT, 10, EVENT.length);
        byte[] reversed = EVENT.clone();
        reversed[0] = EVENT[1];
        reversed[1] = EVENT[0];
        return Stream.of(
                Arguments.of("an empty value, 0 bytes", new byte[0]),
                Arguments.of("an end after 2 of them; send the event whole", Arrays.copyOf(EVENT, 2)),
                Arguments.of("an end after 9 of them; send the event whole", Arrays.copyOf(EVENT, 9)),
                Arguments.of("3 bytes without it", hex("0a0b0c")),
                Arguments.of(
                        "byte 0 and an id, as serializers of a schema registry (Confluent's",
                        behind("000000002a", body)),
                Arguments.of("byte 0 and an id", hex("0000000001")),
                Arguments.of("Obj 1, with which an Avro data file begins", behind("4f626a0104", body)),
                Arguments.of("JSON; encode", text(JSON)),
                Arguments.of("JSON; encode", text("[" + JSON + "]")),
                Arguments.of("JSON; encode", text("\"a\"")),
                Arguments.of("JSON behind white space", text("\r\n\t " + JSON)),
                Arguments.of("JSON behind a UTF-8 byte order mark", text("\uFEFF " + JSON)),
                Arguments.of("text behind a UTF-8 byte order mark", text("\uFEFFa,b")),
                Arguments.of("a UTF-8 byte order mark before it", behind("efbbbf", EVENT)),
                Arguments.of("white space before it", behind("200a", EVENT)),
                Arguments.of("JSON in UTF-16", JSON.getBytes(StandardCharsets.UTF_16BE)),
                Arguments.of("text in UTF-16", JSON.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("the marker's two bytes the wrong way round", reversed),
                Arguments.of("the encoded record without it; put the header before it", body),
                Arguments.of("C3 01 turned into text and back", text(new String(EVENT, StandardCharsets.UTF_8))),
                Arguments.of("C3 01 turned into text and back", text(new String(EVENT, StandardCharsets.ISO_8859_1))),
                Arguments.of(
                        "the header as hexadecimal or Base64",
                        text(HexFormat.of().formatHex(EVENT))),
                Arguments.of(
                        "the header as hexadecimal or Base64",
                        Base64.getEncoder().encode(EVENT)),
                Arguments.of("the header of AWS Glue's schema registry", behind("0300", new byte[16])),
                Arguments.of("gzip; leave compression to the producer's", hex("1f8b0800000000000003")),
                Arguments.of("zstd; leave compression to the producer's", hex("28b52ffd00")),
                Arguments.of("a serialized Java object", hex("aced000574000161")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("foreign")
    void whatIsNoEventIsNamed(String found, byte[] value) {
        assertThat(refusal(EventCodec.prompts(), value))
                .startsWith("an event must start with the 10 bytes of Avro's single-object header, C3 01 and the"
                        + " schema's fingerprint; found " + found);
        String told = found.startsWith("the encoded record") ? "bytes without it" : found;
        assertThat(refusal(EventCodec.controls(), value)).contains(told);
    }

    @Test
    void aRecordWithoutAValueIsATombstoneAndNotAnEmptyOne() {
        assertThat(refusal(EventCodec.prompts(), null)).contains("without a value (a tombstone); do not send");
        assertThat(refusal(EventCodec.controls(), null)).contains("without a value (a tombstone); do not send");
        assertThat(refusal(EventCodec.prompts(), new byte[0])).doesNotContain("tombstone");
    }

    private static String refusal(EventCodec<?> codec, byte[] value) {
        MalformedEvent refusal = catchThrowableOfType(MalformedEvent.class, () -> codec.decode(value));
        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        return String.valueOf(refusal.getMessage());
    }

    private static byte[] behind(String hex, byte[] rest) {
        byte[] first = hex(hex);
        byte[] both = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, both, first.length, rest.length);
        return both;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}

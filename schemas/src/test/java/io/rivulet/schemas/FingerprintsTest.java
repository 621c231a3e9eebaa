package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rivulet.schemas.MalformedEvent.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events of all published schemas are read whichever library computed the fingerprint before them. Those of the
 * resource were computed by the libraries themselves, in the versions named there, from the files of the history:
 * Debian's python3-avro ({@code canonical_form}) and goavro ({@code Codec.Rabin}), fastavro ({@code
 * to_parsing_canonical_form}), avsc ({@code type.schema()}) and avro-js ({@code type.getSchema()}); those that give
 * the form alone with the specification's CRC-64-AVRO of it. avro-c and librdkafka have neither form nor fingerprint.
 */
class FingerprintsTest {
    private static final int AT = 2;

    private static final Map<String, EventCodec<? extends SpecificRecord>> CODECS = Map.of(
            "PromptEvent", EventCodec.prompts(),
            "GeneratedChunk", EventCodec.chunks(),
            "RejectedPrompt", EventCodec.rejections(),
            "ModelControl", EventCodec.controls());

    @ParameterizedTest(name = "{0} of {1}")
    @CsvFileSource(resources = "fingerprints.csv", numLinesToSkip = 1)
    void anEventUnderTheFingerprintOfAnyLibraryIsRead(String library, String schema, String fingerprint) {
        byte[] event = Wire.golden(schema.replace('/', '.'));
        EventCodec<?> codec = CODECS.get(schema.substring(0, schema.indexOf('/')));

        assertThat(codec.decode(under(Long.parseUnsignedLong(fingerprint, 16), event)))
                .isEqualTo(codec.decode(event));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvFileSource(resources = "fingerprints.csv", numLinesToSkip = 1)
    void aFingerprintInReverseIsNamedAndNotRead(String library, String schema, String fingerprint) {
        byte[] event = Wire.golden(schema.replace('/', '.'));
        EventCodec<?> codec = CODECS.get(schema.substring(0, schema.indexOf('/')));
        long reversed = Long.reverseBytes(Long.parseUnsignedLong(fingerprint, 16));

        MalformedEvent refusal = catchThrowableOfType(MalformedEvent.class, () -> codec.decode(under(reversed, event)));
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(refusal).hasMessageContaining("that of " + schema + " with its bytes in reverse; write");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvFileSource(resources = "fingerprints.csv", numLinesToSkip = 1)
    void anEventOfAnotherKindIsNamed(String library, String schema, String fingerprint) {
        byte[] event = Wire.golden(schema.replace('/', '.'));
        EventCodec<?> codec = schema.startsWith("PromptEvent") ? EventCodec.controls() : EventCodec.prompts();

        MalformedEvent refusal = catchThrowableOfType(
                MalformedEvent.class, () -> codec.decode(under(Long.parseUnsignedLong(fingerprint, 16), event)));
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(refusal).hasMessageContaining("fingerprint " + fingerprint + ", that of " + schema + "; send");
    }

    /** The forms of hamba/avro 2 and of Rust's apache-avro as their sources have them, which keep the logical type. */
    @ParameterizedTest
    @ValueSource(strings = {"", "io.rivulet.schemas.event."})
    void aFormThatKeepsTheLogicalTypeIsKnown(String namespace) {
        String form = """
                {"name":"io.rivulet.schemas.event.RejectedPrompt","type":"record","fields":[{"name":"source","type":\
                {"name":"NAMESPACE.SourcePosition","type":"record","fields":[{"name":"topic","type":"string"},\
                {"name":"partition","type":"int"},{"name":"offset","type":"long"},{"name":"timestamp","type":["null",\
                {"type":"long","logicalType":"timestamp-millis"}]}]}},{"name":"session_id","type":["null","string"]},\
                {"name":"request_id","type":["null","string"]},{"name":"reason","type":\
                {"name":"NAMESPACE.RejectionReason","type":"enum","symbols":["UNKNOWN","MALFORMED","TOO_LARGE",\
                "UNKNOWN_SCHEMA","INVALID_FIELD","INVALID_SYMBOLS","UNKNOWN_MODEL","MODEL_MISMATCH",\
                "TOO_MANY_WAITING","NON_FINITE","FORGOTTEN","MODEL_UNAVAILABLE"]}},{"name":"message","type":"string"},\
                {"name":"raw","type":["null","bytes"]}]}""".replace("NAMESPACE.", namespace);
        byte[] event = Wire.golden("RejectedPrompt.v2");
        long fingerprint = SchemaNormalization.fingerprint64(form.getBytes(StandardCharsets.UTF_8));

        assertThat(EventCodec.rejections().decode(under(fingerprint, event)))
                .isEqualTo(EventCodec.rejections().decode(event));
    }

    @Test
    void whatIsWrittenHasTheSpecificationsFingerprintAlone() {
        for (String file :
                new String[] {"PromptEvent.v2", "GeneratedChunk.v2", "RejectedPrompt.v2", "ModelControl.v1"}) {
            String record = file.substring(0, file.indexOf('.'));
            long written = ByteBuffer.wrap(Wire.golden(file))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong(AT);
            assertThat(Fingerprints.of(PublishedSchemas.byVersion(record).get(file.charAt(file.length() - 1) - '0')))
                    .isEqualTo(written);
        }
    }

    private static byte[] under(long fingerprint, byte[] event) {
        byte[] other = event.clone();
        ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putLong(AT, fingerprint);
        return other;
    }
}

package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State that was written once must be read for ever. The files hold, in hexadecimal, a serializer's snapshot and a
 * record of {@link Samples} as a version wrote them. A new version gets files of its own beside these, which stay.
 */
class GoldenBytesTest {

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of("session-v1", new SessionSerializer(), Samples.SESSION),
                Arguments.of("order-v1", new ModelOrderSerializer(), Samples.ROLLOUT),
                Arguments.of("request-v2", new RequestSerializer(), Samples.REQUEST),
                Arguments.of("prompt-v2", new PromptSerializer(), Samples.PROMPT),
                Arguments.of("prompt-sparse-v2", new PromptSerializer(), Samples.SPARSE_PROMPT),
                Arguments.of("prompt-forgetting-v2", new PromptSerializer(), Samples.FORGETTING_PROMPT));
    }

    static Stream<Arguments> read() {
        Stream<Arguments> former = Stream.of(
                Arguments.of("request-v1", new RequestSerializer(), Samples.REQUEST),
                Arguments.of("prompt-v1", new PromptSerializer(), Samples.PROMPT),
                Arguments.of("prompt-sparse-v1", new PromptSerializer(), Samples.SPARSE_PROMPT));
        return Stream.concat(former, written());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("read")
    <T> void stateOfEveryVersionIsRead(String file, VersionedSerializer<T> serializer, T record) throws IOException {
        TypeSerializerSnapshot<T> snapshot = SerializerTest.readSnapshot(golden(file + "-serializer"));
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(snapshot.restoreSerializer().deserialize(new DataInputDeserializer(golden(file))))
                .isEqualTo(record);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    <T> void theLastVersionIsWhatIsWritten(String file, VersionedSerializer<T> serializer, T record)
            throws IOException {
        assertThat(HexFormat.of().formatHex(SerializerTest.bytes(serializer, record)))
                .isEqualTo(HexFormat.of().formatHex(golden(file)));
        assertThat(HexFormat.of().formatHex(SerializerTest.snapshotBytes(serializer.snapshotConfiguration())))
                .isEqualTo(HexFormat.of().formatHex(golden(file + "-serializer")));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
            String text = new String(
                    Objects.requireNonNull(in, name).readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        }
    }
}

package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Bytes that no release has written are refused as damaged, and nothing is made of them in silence. */
class DamagedStateTest {

    @Test
    void aBooleanMustBeZeroOrOne() throws IOException {
        byte[] bytes = SerializerTest.bytes(new PromptSerializer(), Samples.SPARSE_PROMPT);
        int reset = bytes.length - Integer.BYTES - 2;
        bytes[reset] = 1;
        assertThat(read(new PromptSerializer(), bytes).reset()).isTrue();
        bytes[reset] = 2;
        assertDamaged(new PromptSerializer(), bytes, "a boolean must be 0 or 1, found 2");
    }

    @Test
    void aTextMustBeUtf8SoThatTwoSessionsNeverBecomeOne() throws IOException {
        byte[] bytes = SerializerTest.bytes(new PromptSerializer(), Samples.SPARSE_PROMPT);
        assertThat(bytes[5]).as("the session's id").isEqualTo((byte) 's');
        bytes[5] = (byte) 0xFF;
        assertDamaged(new PromptSerializer(), bytes, "a text must be UTF-8, found 1 bytes that are not");
    }

    @Test
    void aTextMayHoldTheReplacementCharacter() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(8);
        Fields.writeText("\uFFFD", out);
        assertThat(Fields.readText(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo("\uFFFD");
    }

    @Test
    void keysMustStandInOrderAndOnceEach() throws IOException {
        for (List<String> keys : List.of(List.of("b", "a"), List.of("a", "a"))) {
            DataOutputSerializer out = new DataOutputSerializer(32);
            out.writeInt(2);
            for (String key : keys) {
                Fields.writeText(key, out);
                Fields.writeText("value", out);
            }
            assertThatThrownBy(() -> Fields.readTexts(new DataInputDeserializer(out.getCopyOfBuffer())))
                    .as("%s", keys)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("keys must stand in order and once each, found entry 1");
        }
    }

    @Test
    void behindTheSymbolsOfAnUnfinishedFrameMustBeZeros() throws IOException {
        byte[] bytes = SerializerTest.bytes(new SessionSerializer(), Samples.SESSION);
        bytes[bytes.length - 1] = 1;
        assertDamaged(new SessionSerializer(), bytes, "must be zeros, found another number at 2");
    }

    @Test
    void aRecordThatIsNotValidIsDamageAndNotItsOwnKindOfError() throws IOException {
        byte[] prompt = SerializerTest.bytes(new PromptSerializer(), Samples.SPARSE_PROMPT);
        byte[] id = "\0\0\0\1s".getBytes(StandardCharsets.UTF_8);
        byte[] none = new byte[prompt.length - 1];
        System.arraycopy(prompt, 0, none, 0, 1);
        System.arraycopy(prompt, 1 + id.length, none, 1 + Integer.BYTES, prompt.length - 1 - id.length);
        assertDamaged(new PromptSerializer(), none, "PromptSerializer must find a valid record, but session_id must");

        byte[] chunk = SerializerTest.bytes(new ChunkSerializer(), Samples.CHUNK);
        int stepsAbsorbed = chunk.length - Long.BYTES - 1;
        assertThat(chunk[stepsAbsorbed]).isZero();
        chunk[stepsAbsorbed] = -1;
        assertDamaged(new ChunkSerializer(), chunk, "position and steps must not be negative");
    }

    private static <T> T read(VersionedSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }

    private static void assertDamaged(VersionedSerializer<?> serializer, byte[] bytes, String rule) {
        assertThatThrownBy(() -> read(serializer, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(rule)
                .hasMessageContaining("; the bytes are damaged");
    }
}

package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.FuzzCases;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any bytes in the place of state, checkpoint or savepoint. The first byte chooses whose they are said to be, a
 * record's or those of its serializer's snapshot; the others are they.
 *
 * <p>Allowed is an {@link IOException}, which is how these parsers refuse, or a record that is written again as the
 * very bytes it was read from. Of bytes of an older version, which are written in the new layout, the record that is
 * read again must be equal. A snapshot that counts as compatible must name a version that the serializer reads. All
 * else is a crash or a silent acceptance, and fails.
 */
public class StateFuzzTest {

    private static final List<VersionedSerializer<?>> SERIALIZERS = List.of(
            new SessionSerializer(),
            new RequestSerializer(),
            new PromptSerializer(),
            new RawEventSerializer(),
            new ChunkSerializer(),
            new RejectionSerializer());

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(FuzzCases.class)
    void stateIsRefusedOrIsWrittenAgainAsItWasRead(byte[] input) throws IOException {
        fuzzerTestOneInput(input);
    }

    /** What Jazzer calls, as often as it can. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        int choice = Byte.toUnsignedInt(input[0]) % (2 * SERIALIZERS.size());
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        VersionedSerializer<?> serializer = SERIALIZERS.get(choice % SERIALIZERS.size());
        if (choice < SERIALIZERS.size()) {
            record(serializer, bytes);
        } else {
            snapshot(serializer, bytes);
        }
    }

    private static <T> void record(VersionedSerializer<T> serializer, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T record;
        try {
            record = serializer.deserialize(in);
        } catch (IOException refused) {
            return;
        }
        byte[] read = Arrays.copyOf(bytes, in.getPosition());
        byte[] written = SerializerTest.bytes(serializer, record);
        assertThat(serializer.deserialize(new DataInputDeserializer(written))).isEqualTo(record);
        if (isCurrent(serializer, read)) {
            assertThat(written).isEqualTo(read);
        }
    }

    /** Whether the record, and those inside it, have the layout that is written today. */
    private static boolean isCurrent(VersionedSerializer<?> serializer, byte[] read) throws IOException {
        if (!(serializer instanceof RequestSerializer)) {
            return read[0] == serializer.version();
        }
        SessionSerializer sessions = new SessionSerializer();
        DataInputDeserializer in = new DataInputDeserializer(read, 1, read.length - 1);
        sessions.deserialize(in);
        return read[0] == serializer.version()
                && read[1] == sessions.version()
                && read[in.getPosition()] == new PromptSerializer().version();
    }

    private static <T> void snapshot(VersionedSerializer<T> serializer, byte[] bytes) throws IOException {
        TypeSerializerSnapshot<T> restored = serializer.snapshotConfiguration();
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        try {
            restored.readSnapshot(in.readInt(), in, StateFuzzTest.class.getClassLoader());
        } catch (IOException refused) {
            return;
        }
        DataOutputSerializer written = new DataOutputSerializer(8);
        restored.writeSnapshot(written);
        byte version = written.getCopyOfBuffer()[0];
        assertThat(version).isEqualTo(bytes[in.getPosition() - 1]);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isEqualTo(version >= 1 && version <= serializer.version());
    }
}

package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.flink.event.Rejection;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SerializerTest {

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(new RawEventSerializer(), Samples.RAW_EVENT),
                Arguments.of(new RawEventSerializer(), Samples.TOMBSTONE),
                Arguments.of(new PromptSerializer(), Samples.PROMPT),
                Arguments.of(new PromptSerializer(), Samples.SPARSE_PROMPT),
                Arguments.of(new PromptSerializer(), Samples.FORGETTING_PROMPT),
                Arguments.of(new ChunkSerializer(), Samples.CHUNK),
                Arguments.of(new RejectionSerializer(), Samples.REJECTION),
                Arguments.of(
                        new RejectionSerializer(),
                        new Rejection(
                                Samples.SOURCE,
                                null,
                                null,
                                Samples.REJECTION.reason(),
                                Samples.REJECTION.message(),
                                new byte[0])),
                Arguments.of(new SessionSerializer(), Samples.SESSION),
                Arguments.of(new ModelOrderSerializer(), Samples.ROLLOUT),
                Arguments.of(new RequestSerializer(), Samples.REQUEST));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("records")
    <T> void aRecordComesBackAsItWas(VersionedSerializer<T> serializer, T record) throws IOException {
        byte[] bytes = bytes(serializer, record);
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        assertThat(serializer.deserialize(in)).isEqualTo(record);
        assertThat(in.available()).isZero();

        DataOutputSerializer copy = new DataOutputSerializer(16);
        serializer.copy(new DataInputDeserializer(bytes), copy);
        assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("records")
    <T> void aSerializerComesBackFromItsSnapshot(VersionedSerializer<T> serializer, T record) throws IOException {
        TypeSerializerSnapshot<T> restored = throughBytes(serializer.snapshotConfiguration());
        TypeSerializer<T> reader = restored.restoreSerializer();
        assertThat(reader.deserialize(new DataInputDeserializer(bytes(serializer, record))))
                .isEqualTo(record);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("records")
    <T> void aVersionOfALaterReleaseIsRefused(VersionedSerializer<T> serializer, T record) throws IOException {
        byte[] bytes = bytes(serializer, record);
        bytes[0]++;
        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found version " + (serializer.version() + 1)
                        + "; restore with the release that wrote this state");

        byte[] snapshot = snapshotBytes(serializer.snapshotConfiguration());
        snapshot[snapshot.length - 1]++;
        TypeSerializerSnapshot<T> later = readSnapshot(snapshot);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(later)
                        .isIncompatible())
                .isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("records")
    <T> void anyTruncationIsRefused(VersionedSerializer<T> serializer, T record) throws IOException {
        byte[] bytes = bytes(serializer, record);
        for (int length = 0; length < bytes.length; length++) {
            byte[] head = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(head)))
                    .as("first %s of %s bytes", length, bytes.length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSnapshotOfAnotherRecordIsIncompatible() {
        TypeSerializerSnapshot<?> prompt = new PromptSerializer().snapshotConfiguration();
        @SuppressWarnings("unchecked")
        TypeSerializerSnapshot<StoredSession> wrong = (TypeSerializerSnapshot<StoredSession>) prompt;
        assertThat(new SessionSerializer()
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(wrong)
                        .isIncompatible())
                .isTrue();
    }

    @Test
    void aLengthThatDamageMadeHugeIsNotAllocated() throws IOException {
        byte[] bytes = bytes(new RawEventSerializer(), Samples.RAW_EVENT);
        bytes[1] = 0x7f; // the length of the topic
        assertThatThrownBy(() -> new RawEventSerializer().deserialize(new DataInputDeserializer(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the bytes are damaged");
    }

    @Test
    void everyRecordThatCrossesTheNetworkHasOurSerializer() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        assertThat(Stream.of(
                                RecordTypes.RAW_EVENT,
                                RecordTypes.PROMPT,
                                RecordTypes.CHUNK,
                                RecordTypes.REJECTION,
                                RecordTypes.ROLLOUT,
                                RecordTypes.DEAD_LETTERS.getTypeInfo())
                        .map(type -> type.createSerializer(config)))
                .allSatisfy(serializer -> assertThat(serializer).isInstanceOf(VersionedSerializer.class));
    }

    static <T> byte[] bytes(TypeSerializer<T> serializer, T record) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(record, out);
        return out.getCopyOfBuffer();
    }

    static byte[] snapshotBytes(TypeSerializerSnapshot<?> snapshot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        return out.getCopyOfBuffer();
    }

    static <T> TypeSerializerSnapshot<T> readSnapshot(byte[] bytes) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(bytes), SerializerTest.class.getClassLoader());
    }

    private static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot) throws IOException {
        return readSnapshot(snapshotBytes(snapshot));
    }
}

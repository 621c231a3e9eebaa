package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writers and readers of any two versions of a contract, one of the future among them, understand each other. */
class VersionsTest {
    private static final int EVENTS = 50;
    private static final int HEADER_BYTES = 10;
    private static final String UNKNOWN = "UNKNOWN";

    static Stream<Arguments> contracts() {
        return Stream.of(
                contract(EventCodec.prompts(), PromptEvent.getClassSchema(), RandomEvents::prompt),
                contract(EventCodec.chunks(), GeneratedChunk.getClassSchema(), RandomEvents::chunk),
                contract(EventCodec.rejections(), RejectedPrompt.getClassSchema(), RandomEvents::rejection),
                contract(EventCodec.controls(), ModelControl.getClassSchema(), RandomEvents::control));
    }

    private static Arguments contract(
            EventCodec<?> codec, Schema today, Function<RandomEvents, SpecificRecord> events) {
        return Arguments.of(today.getName(), codec, today, events);
    }

    @ParameterizedTest(name = "{0}, seed 3")
    @MethodSource("contracts")
    void readersOfEveryVersionReadWritersOfEveryVersion(
            String name, EventCodec<?> codec, Schema today, Function<RandomEvents, SpecificRecord> events)
            throws IOException {
        RandomEvents random = new RandomEvents(3);
        List<Schema> versions = new ArrayList<>(PublishedSchemas.of(name));
        versions.add(later(today));
        for (int i = 0; i < EVENTS; i++) {
            SpecificRecord event = events.apply(random);
            for (Schema writer : versions) {
                for (Schema reader : versions) {
                    assertThat(plain(read(Wire.byAvro(written(writer, event)), writer, reader)))
                            .isEqualTo(expected(writer, reader, event));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}, seed 4")
    @MethodSource("contracts")
    void theCodecReadsWritersOfEveryVersion(
            String name, EventCodec<?> codec, Schema today, Function<RandomEvents, SpecificRecord> events) {
        RandomEvents random = new RandomEvents(4);
        Schema later = later(today);
        EventCodec<?> ahead = codec.withWriterSchema(later);
        for (int i = 0; i < EVENTS; i++) {
            SpecificRecord event = events.apply(random);
            assertThat(ahead.decode(Wire.byAvro(written(later, event)))).isEqualTo(event);
            for (Schema version : PublishedSchemas.of(name)) {
                assertThat(plain(codec.decode(Wire.byAvro(written(version, event)))))
                        .isEqualTo(expected(version, today, event));
            }
        }
    }

    @ParameterizedTest(name = "{0}, seed 5")
    @MethodSource("contracts")
    void aSymbolOfALaterVersionIsUnknown(
            String name, EventCodec<?> codec, Schema today, Function<RandomEvents, SpecificRecord> events) {
        Schema later = later(today);
        GenericRecord written = written(later, events.apply(new RandomEvents(5)));
        List<String> enums = new ArrayList<>();
        for (Schema.Field field : later.getFields()) {
            Schema type = withoutNull(field.schema());
            if (type.getType() == Schema.Type.ENUM) {
                written.put(field.name(), Wire.enumOf(type, "LATER"));
                enums.add(field.name());
            }
        }
        SpecificRecord read = codec.withWriterSchema(later).decode(Wire.byAvro(written));

        assertThat(enums)
                .hasSize(Map.of("GeneratedChunk", 2, "RejectedPrompt", 1, "ModelControl", 2)
                        .getOrDefault(name, 0));
        assertThat(enums)
                .allSatisfy(field ->
                        assertThat(read.get(today.getField(field).pos())).hasToString(UNKNOWN));
    }

    /** Today's contract with a field before all others, and a symbol before all others in every enum. */
    private static Schema later(Schema today) {
        return new Schema.Parser()
                .parse(today.toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"later\",\"type\":\"string\",\"default\":\"x\"},")
                        .replace("\"symbols\":[\"UNKNOWN\"", "\"symbols\":[\"LATER\",\"UNKNOWN\""));
    }

    private static GenericRecord written(Schema writer, SpecificRecord event) {
        GenericRecord record = Wire.generic(writer, event);
        for (Schema.Field field : writer.getFields()) {
            if (event.getSchema().getField(field.name()) == null) {
                record.put(field.name(), GenericData.get().getDefaultValue(field));
            }
        }
        return record;
    }

    private static GenericRecord read(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return new GenericDatumReader<GenericRecord>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
    }

    private static Map<String, Object> expected(Schema writer, Schema reader, SpecificRecord event) {
        Map<String, Object> expected = new HashMap<>();
        for (Schema.Field field : reader.getFields()) {
            Schema.Field ours = event.getSchema().getField(field.name());
            Schema.Field theirs = writer.getField(field.name());
            Object value = ours == null || theirs == null
                    ? plain(GenericData.get().getDefaultValue(field))
                    : plain(event.get(ours.pos()));
            boolean known = theirs == null || knows(theirs.schema(), value) && knows(field.schema(), value);
            expected.put(field.name(), known ? value : UNKNOWN);
        }
        return expected;
    }

    private static boolean knows(Schema schema, Object value) {
        Schema type = withoutNull(schema);
        return type.getType() != Schema.Type.ENUM || value == null || type.hasEnumSymbol(value.toString());
    }

    private static Schema withoutNull(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(schema.getTypes().size() > 1 ? 1 : 0) : schema;
    }

    /** The same Java values for a record, whichever of Avro's classes hold it. */
    private static Object plain(Object value) {
        if (value instanceof IndexedRecord record) {
            Map<String, Object> fields = new HashMap<>();
            for (Schema.Field field : record.getSchema().getFields()) {
                fields.put(field.name(), plain(record.get(field.pos())));
            }
            return fields;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> texts = new HashMap<>();
            map.forEach((key, text) -> texts.put(key.toString(), plain(text)));
            return texts;
        }
        if (value instanceof java.time.Instant time) {
            return time.toEpochMilli();
        }
        boolean text =
                value instanceof CharSequence || value instanceof Enum || value instanceof GenericData.EnumSymbol;
        return text ? value.toString() : value;
    }
}

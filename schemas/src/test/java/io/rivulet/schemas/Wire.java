package io.rivulet.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Bytes made without the codec: by Avro's own classes, by hand, or read from the test resources. */
final class Wire {
    private static final int HEADER_BYTES = 10;

    private Wire() {}

    /** The bytes in a resource of hexadecimal lines. */
    static byte[] golden(String name) {
        return HexFormat.of().parseHex(resource("golden/" + name + ".hex").replaceAll("\\s", ""));
    }

    static Schema schema(String resource) {
        return new Schema.Parser().parse(resource(resource));
    }

    /** Single-object encoding by Avro's own encoder. */
    static byte[] byAvro(GenericRecord event) {
        try {
            var bytes = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), event.getSchema()).encode(event);
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #byAvro}, with arrays and maps in blocks of negative count that name their size. */
    static byte[] byAvroInSizedBlocks(GenericRecord event) {
        return event(event.getSchema(), EncoderFactory.get()::blockingBinaryEncoder, encoder -> {
            new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        });
    }

    /**
     * An event under another schema of its contract: the fields that both have, and symbols that only ours has as
     * UNKNOWN.
     */
    static GenericRecord generic(Schema schema, SpecificRecord event) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Schema.Field ours = event.getSchema().getField(field.name());
            if (ours != null) {
                record.put(field.name(), generic(field.schema(), event.get(ours.pos())));
            }
        }
        return record;
    }

    private static Object generic(Schema schema, Object value) {
        if (value instanceof Instant time) {
            return time.toEpochMilli();
        }
        if (value instanceof Enum<?> symbol) {
            Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
            return enumOf(type, type.hasEnumSymbol(symbol.name()) ? symbol.name() : type.getEnumDefault());
        }
        return value instanceof SpecificRecord nested ? generic(nested.getSchema(), nested) : value;
    }

    static GenericData.EnumSymbol enumOf(Schema schema, String symbol) {
        return new GenericData.EnumSymbol(schema, symbol);
    }

    /** The header of the schema and then whatever the body writes, field by field. */
    static byte[] event(Schema schema, Body body) {
        return event(schema, EncoderFactory.get()::binaryEncoder, body);
    }

    private static byte[] event(Schema schema, EncoderKind kind, Body body) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(header(schema));
            BinaryEncoder encoder = kind.encoder(out, null);
            body.write(encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] header(Schema schema) {
        byte[] header = new byte[HEADER_BYTES];
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        header[0] = (byte) 0xC3;
        header[1] = 0x01;
        for (int i = 0; i < Long.BYTES; i++) {
            header[2 + i] = (byte) (fingerprint >>> (8 * i));
        }
        return header;
    }

    private static String resource(String name) {
        try (InputStream file = Wire.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no test resource " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of an event, written one by one. */
    interface Body {
        void write(Encoder encoder) throws IOException;
    }

    private interface EncoderKind {
        BinaryEncoder encoder(ByteArrayOutputStream out, BinaryEncoder reuse);
    }
}

package io.rivulet.schemas;

import io.rivulet.schemas.MalformedEvent.Reason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SystemLimitException;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back, in Avro single-object encoding:
 *
 * <pre>
 * C3 01 | CRC-64-AVRO of the writer's schema, 8 bytes, little-endian | the record in Avro binary
 * </pre>
 *
 * Events of all published versions of the contract are read, and those of newer ones once their schema is given to
 * {@link #withWriterSchema}; under the specification's fingerprint of the schema or, where a library computes another
 * one of the same schema, under that. Immutable; threads may share it.
 *
 * @param <T> the event
 */
public final class EventCodec<T extends SpecificRecord> {
    /** Size of the largest event that is read or written unless said otherwise: 4 MiB. */
    public static final int DEFAULT_MAX_BYTES = 4 << 20;

    private static final int HEADER_BYTES = 10;
    private static final short MARKER = (short) 0xC301;

    static {
        AvroSettings.apply();
    }

    private static final SpecificData MODEL = model();

    private final Schema schema;
    private final int maxBytes;
    private final byte[] header;
    private final BoundedWriter<T> writer;
    private final Map<Long, SpecificDatumReader<T>> readers;

    private EventCodec(Schema schema, int maxBytes, Map<Long, SpecificDatumReader<T>> readers) {
        if (maxBytes < HEADER_BYTES || maxBytes > AvroSettings.CEILING) {
            throw new IllegalArgumentException("the largest event must have between " + HEADER_BYTES + " and "
                    + AvroSettings.CEILING + " bytes, got " + maxBytes
                    + "; split larger prompts into several events of the session");
        }
        this.schema = schema;
        this.maxBytes = maxBytes;
        this.header = header(schema);
        this.writer = new BoundedWriter<>(schema, MODEL);
        this.readers = readers;
    }

    /** A codec of prompts. */
    public static EventCodec<PromptEvent> prompts() {
        return published(PromptEvent.getClassSchema());
    }

    /** A codec of generated chunks. */
    public static EventCodec<GeneratedChunk> chunks() {
        return published(GeneratedChunk.getClassSchema());
    }

    /** A codec of dead letters. */
    public static EventCodec<RejectedPrompt> rejections() {
        return published(RejectedPrompt.getClassSchema());
    }

    /** A codec of orders about the model. */
    public static EventCodec<ModelControl> controls() {
        return published(ModelControl.getClassSchema());
    }

    /**
     * A codec with another limit than {@link #DEFAULT_MAX_BYTES}.
     *
     * @param bytes size of the largest event, header included, up to 64 MiB
     */
    public EventCodec<T> withMaxBytes(int bytes) {
        return new EventCodec<>(schema, bytes, readers);
    }

    /**
     * A codec that reads events of a newer writer as well.
     *
     * @throws IllegalArgumentException if events of that schema cannot be read as this codec's
     */
    public EventCodec<T> withWriterSchema(Schema newer) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(schema, newer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new IllegalArgumentException("a writer's schema must be readable as " + schema.getFullName()
                    + ", but " + compatibility.getResult().getIncompatibilities() + "; give new fields a default");
        }
        Map<Long, SpecificDatumReader<T>> more = new HashMap<>(readers);
        put(newer, schema, more);
        return new EventCodec<>(schema, maxBytes, more);
    }

    /**
     * The event as bytes.
     *
     * @throws IllegalArgumentException if a limit of {@link #decode} is exceeded: bytes in all, bytes of a string,
     *     entries of a map
     * @throws NullPointerException if a field that the contract demands is missing
     * @throws AvroRuntimeException if it holds something else than the contract says
     */
    public byte[] encode(T event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(header);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            writer.write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (out.size() > maxBytes) {
            throw new IllegalArgumentException(tooLarge(out.size()));
        }
        return out.toByteArray();
    }

    /**
     * The event in these bytes, to the last of them. Strings have at most 64 KiB, maps at most 1,024 entries; symbols
     * may fill the event.
     *
     * @param bytes the value of a Kafka record; null for one without a value
     * @throws MalformedEvent if they are no event of this contract
     */
    public T decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw malformed(
                    "an event must have bytes, found a Kafka record without a value (a tombstone)",
                    "do not send tombstones, they delete nothing here");
        }
        if (bytes.length > maxBytes) {
            throw new MalformedEvent(Reason.TOO_LARGE, tooLarge(bytes.length));
        }
        SpecificDatumReader<T> reader = readerFor(bytes);
        BoundedDecoder decoder = new BoundedDecoder(bytes, HEADER_BYTES);
        T event = read(reader, decoder);
        if (decoder.remainingBytes() > 0) {
            throw malformed(
                    "an event must end with its last field, found " + decoder.remainingBytes() + " bytes behind it",
                    "send one event per Kafka record");
        }
        return event;
    }

    private SpecificDatumReader<T> readerFor(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || ByteBuffer.wrap(bytes).getShort() != MARKER) {
            Framing framing = isBare(bytes)
                    ? new Framing("the encoded record without it", "put the header before it")
                    : Framing.of(bytes);
            throw malformed(
                    "an event must start with the " + HEADER_BYTES + " bytes of Avro's single-object header, C3 01 and"
                            + " the schema's fingerprint; found " + framing.found(),
                    framing.remedy());
        }
        long fingerprint = fingerprintIn(bytes);
        SpecificDatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw unknown(fingerprint);
        }
        return reader;
    }

    /** Whether these bytes, to the last of them, are a record as it stands behind the header. */
    private boolean isBare(byte[] bytes) {
        for (SpecificDatumReader<T> reader : Set.copyOf(readers.values())) {
            BoundedDecoder decoder = new BoundedDecoder(bytes, 0);
            try {
                read(reader, decoder);
                if (decoder.remainingBytes() == 0) {
                    return true;
                }
            } catch (MalformedEvent otherwise) {
                // Of no use: what is told is what the bytes are.
            }
        }
        return false;
    }

    private MalformedEvent unknown(long fingerprint) {
        String found = "found schema fingerprint " + HexFormat.of().toHexDigits(fingerprint);
        String remedy = "publish with a released schema, or upgrade this reader first";
        String other = Fingerprints.published(fingerprint);
        String reversed = Fingerprints.published(Long.reverseBytes(fingerprint));
        if (other != null) {
            found += ", that of " + other;
            remedy = "send each kind of event to its own topic";
        } else if (reversed != null) {
            found += ", that of " + reversed + " with its bytes in reverse";
            remedy = "write the fingerprint little-endian";
        }
        return new MalformedEvent(
                Reason.UNKNOWN_SCHEMA,
                "an event must be written with a known version of " + schema.getFullName() + ", " + found + "; "
                        + remedy);
    }

    private T read(SpecificDatumReader<T> reader, BoundedDecoder decoder) {
        try {
            return reader.read(null, decoder);
        } catch (SystemLimitException e) {
            throw new MalformedEvent(
                    Reason.TOO_LARGE,
                    "a value must keep to the limits in the system properties org.apache.avro.limits.*; at byte "
                            + decoder.position() + " one does not; raise the limit or send shorter values",
                    e);
        } catch (IOException | AvroRuntimeException e) {
            throw new MalformedEvent(
                    Reason.MALFORMED,
                    "an event must be encoded as its schema says; at byte " + decoder.position()
                            + " an enum, union or count is out of range; encode it with Avro's binary encoder",
                    e);
        }
    }

    private String tooLarge(int bytes) {
        return "an event must have at most " + maxBytes + " bytes, got " + bytes
                + "; split it into several events of the session, or raise the limit";
    }

    private static MalformedEvent malformed(String ruleAndFound, String remedy) {
        return new MalformedEvent(Reason.MALFORMED, ruleAndFound + "; " + remedy);
    }

    private static <T extends SpecificRecord> EventCodec<T> published(Schema schema) {
        Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();
        List<Schema> versions = PublishedSchemas.of(schema.getName());
        for (Schema version : versions) {
            put(version, schema, readers);
        }
        return new EventCodec<>(schema, DEFAULT_MAX_BYTES, readers);
    }

    private static <T> void put(Schema writer, Schema reader, Map<Long, SpecificDatumReader<T>> readers) {
        SpecificDatumReader<T> both = new SpecificDatumReader<>(writer, reader, MODEL);
        Fingerprints.allOf(writer).forEach(fingerprint -> readers.put(fingerprint, both));
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Fingerprints.of(schema))
                .array();
    }

    private static long fingerprintIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
    }

    private static SpecificData model() {
        SpecificData model = new SpecificData(EventCodec.class.getClassLoader());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        model.setFastReaderEnabled(false); // the plain reader keeps symbols in primitive arrays, unboxed
        model.setCustomCoders(false);
        return model;
    }
}

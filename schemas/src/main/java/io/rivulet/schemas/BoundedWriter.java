package io.rivulet.schemas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.Utf8;

/**
 * Writes only what {@link BoundedDecoder} reads: strings that are text and not too long, maps of few entries. Maps are
 * written in the order of their keys, so that equal events are equal bytes whatever map held their headers.
 */
final class BoundedWriter<T> extends SpecificDatumWriter<T> {
    BoundedWriter(Schema schema, SpecificData model) {
        super(schema, model);
    }

    @Override
    protected void writeString(Object datum, Encoder out) throws IOException {
        String text = datum.toString();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > BoundedDecoder.MAX_STRING_BYTES) {
            throw new IllegalArgumentException("a string must have at most " + BoundedDecoder.MAX_STRING_BYTES
                    + " bytes in UTF-8, got " + utf8.length + "; send less beside the symbols");
        }
        if (text.codePoints().anyMatch(BoundedWriter::isHalfCharacter)) {
            throw new IllegalArgumentException("a string must be text that UTF-8 can hold, but this one of "
                    + text.length() + " chars has a surrogate without its pair; cut strings between characters");
        }
        out.writeString(new Utf8(utf8));
    }

    @Override
    protected void writeMap(Schema schema, Object datum, Encoder out) throws IOException {
        int entries = getMapSize(datum);
        if (entries > BoundedDecoder.MAX_MAP_ENTRIES) {
            throw new IllegalArgumentException("a map must have at most " + BoundedDecoder.MAX_MAP_ENTRIES
                    + " entries, got " + entries + "; send less beside the symbols");
        }
        super.writeMap(schema, datum, out);
    }

    @Override
    protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
        return new TreeMap<Object, Object>((Map<?, ?>) map).entrySet();
    }

    private static boolean isHalfCharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

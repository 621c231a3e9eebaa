package io.rivulet.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a value without the header of an event is instead, as its first bytes tell, for whoever has to mend its sender.
 *
 * @param found what it looks like; never a byte of it
 * @param remedy what its sender is to do
 */
record Framing(String found, String remedy) {
    private static final String USE_SINGLE_OBJECT =
            "use single-object encoding, not a data file nor a schema registry's" + " format";
    private static final String NOT_AS_TEXT = "send the bytes as they are, by a serializer of byte arrays";

    private static final byte[] MARKER = bytes("c301");
    private static final byte[] BYTE_ORDER_MARK = bytes("efbbbf");

    /** Byte 0, and an id of at least 4 bytes. */
    private static final int REGISTRY_BYTES = 5;

    /** First bytes that are no event's, with what begins so. */
    private static final List<Sign> SIGNS = List.of(
            new Sign("4f626a01", "Obj 1, with which an Avro data file begins", "send each record of it as an event"),
            new Sign("01c3", "the marker's two bytes the wrong way round", "write C3, then 01"),
            new Sign("c38301", "C3 01 turned into text and back", NOT_AS_TEXT),
            new Sign("efbfbd01", "C3 01 turned into text and back", NOT_AS_TEXT),
            new Sign("feff", "text in UTF-16", "encode the event with Avro"),
            new Sign("fffe", "text in UTF-16", "encode the event with Avro"),
            new Sign("007b00", "JSON in UTF-16", "encode the event with Avro's binary encoder"),
            new Sign("005b00", "JSON in UTF-16", "encode the event with Avro's binary encoder"),
            new Sign("0300", "the header of AWS Glue's schema registry", USE_SINGLE_OBJECT),
            new Sign("0305", "the header of AWS Glue's schema registry", USE_SINGLE_OBJECT),
            new Sign("1f8b", "gzip", "leave compression to the producer's compression.type"),
            new Sign("28b52ffd", "zstd", "leave compression to the producer's compression.type"),
            new Sign("aced0005", "a serialized Java object", "encode the event with Avro's binary encoder"));

    private record Sign(String hex, String found, String remedy) {
        boolean begins(byte[] value) {
            return startsWith(value, 0, bytes(hex));
        }
    }

    /** What a value is that does not begin with a whole header. */
    static Framing of(byte[] value) {
        if (value.length == 0) {
            return new Framing("an empty value, 0 bytes", USE_SINGLE_OBJECT);
        }
        if (startsWith(value, 0, MARKER)) {
            return new Framing("an end after " + value.length + " of them", "send the event whole");
        }
        boolean marked = startsWith(value, 0, BYTE_ORDER_MARK);
        int start = afterSpace(value, marked ? BYTE_ORDER_MARK.length : 0);
        String before = marked ? "a UTF-8 byte order mark" : "white space";
        if (start > 0 && startsWith(value, start, MARKER)) {
            return new Framing(before + " before it", "send nothing before the header");
        }
        if (start < value.length && "{[\"".indexOf(value[start]) >= 0) {
            String behind = start == 0 ? "" : " behind " + before;
            return new Framing("JSON" + behind, "encode the event with Avro's binary encoder, not as JSON");
        }
        if (marked) {
            return new Framing("text behind " + before, "encode the event with Avro's binary encoder");
        }
        return ofBytes(value);
    }

    private static Framing ofBytes(byte[] value) {
        for (Sign sign : SIGNS) {
            if (sign.begins(value)) {
                return new Framing(sign.found(), sign.remedy());
            }
        }
        if (value[0] == 0 && value.length >= REGISTRY_BYTES) {
            return new Framing(
                    "byte 0 and an id, as serializers of a schema registry (Confluent's and its like) write them",
                    "use single-object encoding without a registry");
        }
        String text = new String(value, 0, Math.min(value.length, 4), StandardCharsets.ISO_8859_1);
        if (text.toLowerCase(Locale.ROOT).equals("c301") || text.matches("ww[E-H].")) {
            return new Framing("the header as hexadecimal or Base64 text", NOT_AS_TEXT);
        }
        return new Framing(value.length + " bytes without it", USE_SINGLE_OBJECT);
    }

    private static int afterSpace(byte[] value, int from) {
        int at = from;
        while (at < value.length && " \t\r\n".indexOf(value[at]) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean startsWith(byte[] value, int from, byte[] prefix) {
        return value.length - from >= prefix.length
                && Arrays.equals(value, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}

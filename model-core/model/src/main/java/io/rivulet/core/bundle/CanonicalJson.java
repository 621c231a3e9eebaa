package io.rivulet.core.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One byte sequence for all ways to write the same JSON: keys sorted by code point, no white space, strings with the
 * shortest escapes, UTF-8. Numbers keep the text in which they were written, so that no machine's idea of the shortest
 * decimal gets into a fingerprint.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    static byte[] of(String what, byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        try (JsonParser parser = StrictJson.parser(StrictJson.text(what, bytes))) {
            parser.nextToken();
            value(parser, out);
        } catch (JsonProcessingException e) {
            throw StrictJson.refusal(what, e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
        return utf8(what, out);
    }

    private static void value(JsonParser parser, StringBuilder out) throws IOException {
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT -> object(parser, out);
            case START_ARRAY -> array(parser, out);
            case VALUE_STRING -> string(parser.getText(), out);
            default -> out.append(parser.getText());
        }
    }

    private static void object(JsonParser parser, StringBuilder out) throws IOException {
        Map<String, String> fields = new TreeMap<>(CanonicalJson::compareByCodePoint);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            StringBuilder field = new StringBuilder();
            parser.nextToken();
            value(parser, field);
            fields.put(name, field.toString());
        }
        char separator = '{';
        for (Map.Entry<String, String> field : fields.entrySet()) {
            out.append(separator);
            string(field.getKey(), out);
            out.append(':').append(field.getValue());
            separator = ',';
        }
        out.append(fields.isEmpty() ? "{}" : "}");
    }

    private static void array(JsonParser parser, StringBuilder out) throws IOException {
        char separator = '[';
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            out.append(separator);
            value(parser, out);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static int compareByCodePoint(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private static byte[] utf8(String what, StringBuilder text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new BundleException(
                    what + " must hold whole characters", "half of a surrogate pair", "write the character whole", e);
        }
    }
}

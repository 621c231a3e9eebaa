package io.rivulet.core.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON from outside: UTF-8 and nothing else, no key twice, nothing after the end, bounded depth and lengths. */
final class StrictJson {

    static final int MAX_DEPTH = 32;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(64)
                            .maxNameLength(1024)
                            .maxStringLength(1 << 16)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    /** The JSON object that {@code bytes} hold; {@code what} names them in the refusal. */
    static ObjectNode object(String what, byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(text(what, bytes));
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new BundleException(
                    what + " must be a JSON object", "JSON of type " + node.getNodeType(), "write an object");
        } catch (JsonProcessingException e) {
            throw refusal(what, e);
        }
    }

    /** A parser for those who need the literal text of numbers. */
    static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text);
    }

    static BundleException refusal(String what, JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return new BundleException(
                what + " must be one JSON object without repeated keys",
                e.getOriginalMessage() + place,
                "restore the file or write the bundle again");
    }

    /** The text of {@code bytes}, without the byte order mark that some editors put before it. */
    static String text(String what, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BundleException(
                    what + " must be UTF-8", "bytes that are not", "restore the file or write the bundle again", e);
        }
    }
}

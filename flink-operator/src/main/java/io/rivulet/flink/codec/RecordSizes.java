package io.rivulet.flink.codec;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How large a Kafka record can become, known before anything is generated: a record that Kafka refuses would fail the
 * job, and fail it again after each restart. Sizes are those that brokers and producers compare with their limits: a
 * batch of this record alone, not compressed.
 */
public final class RecordSizes {

    /** The codec's own ceiling; what the job writes is held below its limit beforehand. */
    static final int LARGEST = 64 << 20;

    /** A batch's header, a record's fixed part, and the lengths of key, value and headers, as Kafka bounds them. */
    static final int FRAMING = 61 + 21 + 3 * 5;

    /** Avro's single-object header. */
    private static final int HEADER = 10;

    private static final int INT = 5;
    private static final int LONG = 10;
    /** An enum, a boolean or the branch of a union. */
    private static final int CONSTANT = 1;

    /** Digits of a model's fingerprint. */
    private static final int FINGERPRINT = 64;

    /** The most raw bytes that a dead letter carries, whatever the limit. */
    private static final int LARGEST_RAW = 1 << 20;

    /** What is left of a dead letter's size for its ids and its message. */
    private static final int BESIDE_RAW = 16 << 10;

    private RecordSizes() {}

    /**
     * The most bytes that one chunk of {@code symbols} symbols can have which answers {@code prompt}.
     *
     * @param model name of the model that answers
     */
    public static long largestChunk(Prompt prompt, String model, SymbolKind kind, long symbols) {
        Origin origin = prompt.origin();
        long bytes = chunk(origin.source().topic(), text(model)) + symbols(kind, symbols);
        bytes += utf8(origin.sessionId()) + text(origin.sessionId()) + text(origin.requestId());
        for (Map.Entry<String, String> header : origin.headers().entrySet()) {
            bytes += text(header.getKey()) + text(header.getValue());
        }
        return origin.headers().isEmpty() ? bytes : bytes + INT;
    }

    /** The fewest bytes that a chunk can be known to fit: no symbols, of the shortest ids, by any model. */
    public static int smallestChunk(String promptTopic) {
        return Math.toIntExact(chunk(promptTopic, 1) + symbols(SymbolKind.BINARY, 0) + 1 + text("s") + text(""));
    }

    /** The fewest bytes into which any event's dead letter fits: a reason and a position, and nothing else. */
    public static int smallestLetter(String sourceTopic) {
        // Without ids, message and raw bytes, of which each leaves a byte behind.
        return FRAMING + HEADER + source(sourceTopic) + 2 * CONSTANT + CONSTANT + 1 + CONSTANT;
    }

    /** How many of an event's first bytes are kept for a dead letter of at most {@code maxRecordBytes}. */
    public static int rawBytesIn(int maxRecordBytes) {
        return Math.min(LARGEST_RAW, maxRecordBytes - Math.min(BESIDE_RAW, maxRecordBytes / 4));
    }

    /** All but ids, headers and symbols. */
    private static int chunk(String promptTopic, int modelName) {
        int bytes = FRAMING + HEADER + modelName + varint(FINGERPRINT) + FINGERPRINT;
        int indexCountAndPosition = INT + INT + LONG;
        int lastAndItsReason = CONSTANT + CONSTANT + CONSTANT;
        int startAndSteps = CONSTANT + LONG;
        int endOfHeaders = CONSTANT;
        int eventTime = LONG;
        return bytes
                + indexCountAndPosition
                + lastAndItsReason
                + startAndSteps
                + endOfHeaders
                + eventTime
                + source(promptTopic);
    }

    private static int source(String topic) {
        int partitionOffsetAndTimestamp = INT + LONG + CONSTANT + LONG;
        return text(topic) + partitionOffsetAndTimestamp;
    }

    private static long symbols(SymbolKind kind, long count) {
        if (kind == SymbolKind.BINARY) {
            return CONSTANT + INT + count;
        }
        long bytesEach = kind == SymbolKind.CATEGORICAL ? INT : Float.BYTES;
        return CONSTANT + INT + bytesEach * count + CONSTANT;
    }

    private static int text(String text) {
        int bytes = utf8(text);
        return varint(bytes) + bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Bytes of a length, in seven bits a byte, the lowest of which is the sign. */
    private static int varint(int length) {
        return 1 + (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, length << 1))) / 7;
    }
}

package io.rivulet.flink.codec;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How large a Kafka record can become, known before anything is generated: a record that Kafka refuses would fail the
 * job, and fail it again after each restart.
 */
public final class RecordSizes {

    /** The codec's own ceiling; what the job writes is held below its limit beforehand. */
    static final int LARGEST = 64 << 20;

    /** Fixed fields, lengths and Kafka's framing, generously. */
    private static final int OVERHEAD = 1024;

    /** What a dead letter needs at most beside the event's own bytes: two ids, the message, fixed fields. */
    private static final int REJECTION_OVERHEAD = 16 << 10;

    /** The most raw bytes that a dead letter carries, whatever the limit. */
    private static final int LARGEST_RAW = 1 << 20;

    private static final int LENGTH = 5;

    private RecordSizes() {}

    /** The most bytes that one chunk of {@code symbols} symbols can have which answers {@code prompt}. */
    public static long largestChunk(Prompt prompt, SymbolKind kind, long symbols) {
        long bytesEach =
                switch (kind) {
                    case BINARY -> 1;
                    case CATEGORICAL -> 5;
                    case REAL -> 4;
                };
        Origin origin = prompt.origin();
        long bytes = OVERHEAD + bytesEach * symbols;
        bytes += 2 * text(origin.sessionId()) + text(origin.requestId());
        bytes += text(origin.source().topic());
        for (Map.Entry<String, String> header : origin.headers().entrySet()) {
            bytes += text(header.getKey()) + text(header.getValue());
        }
        return bytes;
    }

    /** How many of an event's first bytes fit a dead letter of at most {@code maxRecordBytes}. */
    public static int rawBytesIn(int maxRecordBytes) {
        return Math.max(0, Math.min(LARGEST_RAW, maxRecordBytes - REJECTION_OVERHEAD));
    }

    private static long text(String text) {
        return LENGTH + text.getBytes(StandardCharsets.UTF_8).length;
    }
}

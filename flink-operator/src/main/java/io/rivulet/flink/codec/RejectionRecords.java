package io.rivulet.flink.codec;

import io.rivulet.flink.event.Rejection;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters: rejections as Kafka records, keyed by the session id where there is one. Each fits the limit, whatever
 * the event: what does not fit is left out, first the raw bytes, then the end of the message, then the request's id,
 * then the session's. Reason and position in Kafka always stay.
 */
public final class RejectionRecords implements KafkaRecordSerializationSchema<Rejection> {

    private static final long serialVersionUID = 1L;

    /** The longest text that events may have. */
    private static final int LONGEST_TEXT = 1 << 16;

    private static final String CUT = "...";

    /** What the length of a text can take beyond that of an empty one. */
    private static final int TEXT_LENGTH = 2;

    /** What the length of raw bytes can take. */
    private static final int RAW_LENGTH = 4;

    private final String topic;
    private final int maxBytes;
    private transient @Nullable EventCodec<RejectedPrompt> codec;

    /**
     * @param topic where dead letters go
     * @param maxBytes size of the largest record; at least {@link RecordSizes#smallestLetter} of the events' topics
     */
    public RejectionRecords(String topic, int maxBytes) {
        this.topic = topic;
        this.maxBytes = maxBytes;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Rejection rejection, KafkaSinkContext context, @Nullable Long timestamp) {
        if (codec == null) {
            codec = EventCodec.rejections().withMaxBytes(RecordSizes.LARGEST);
        }
        RejectedPrompt letter = identified(rejection, codec);
        int room = maxBytes - size(letter, codec);
        // Bytes, for what named a foreign value may have cut it within a character.
        letter.setMessage(head(bytes(rejection.message()), Math.min(room - TEXT_LENGTH, LONGEST_TEXT)));
        room = maxBytes - size(letter, codec);
        letter.setRaw(firstOf(rejection.raw(), room - RAW_LENGTH));
        String session = letter.getSessionId();
        return new ProducerRecord<>(topic, session == null ? null : bytes(session), codec.encode(letter));
    }

    /** With as many ids as fit, and neither message nor raw bytes. */
    private RejectedPrompt identified(Rejection rejection, EventCodec<RejectedPrompt> codec) {
        RejectedPrompt letter = RejectedPrompt.newBuilder()
                .setSource(SourceFields.write(rejection.source()))
                .setSessionId(rejection.sessionId())
                .setRequestId(rejection.requestId())
                .setReason(RejectionReason.valueOf(rejection.reason().name()))
                .setMessage("")
                .build();
        if (size(letter, codec) > maxBytes) {
            letter.setRequestId(null);
        }
        if (size(letter, codec) > maxBytes) {
            letter.setSessionId(null);
        }
        return letter;
    }

    private static int size(RejectedPrompt letter, EventCodec<RejectedPrompt> codec) {
        String session = letter.getSessionId();
        int key = session == null ? 0 : bytes(session).length;
        return RecordSizes.FRAMING + key + codec.encode(letter).length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text's beginning of at most {@code count} bytes, with a mark if it is not all. */
    private static String head(byte[] text, int count) {
        if (text.length <= count) {
            return new String(text, StandardCharsets.UTF_8);
        }
        if (count < CUT.length()) {
            return "";
        }
        int end = count - CUT.length();
        // The last character must not lose its end.
        while (end > 0 && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8) + CUT;
    }

    private static @Nullable ByteBuffer firstOf(byte[] raw, int count) {
        return raw.length == 0 || count <= 0 ? null : ByteBuffer.wrap(raw, 0, Math.min(raw.length, count));
    }
}

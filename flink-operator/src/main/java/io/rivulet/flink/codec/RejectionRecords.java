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

/** Dead letters: rejections as Kafka records, keyed by the session id where there is one. */
public final class RejectionRecords implements KafkaRecordSerializationSchema<Rejection> {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient @Nullable EventCodec<RejectedPrompt> codec;

    /** @param topic where dead letters go */
    public RejectionRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Rejection rejection, KafkaSinkContext context, @Nullable Long timestamp) {
        if (codec == null) {
            codec = EventCodec.rejections().withMaxBytes(RecordSizes.LARGEST);
        }
        String session = rejection.sessionId();
        byte[] key = session == null ? null : session.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, codec.encode(event(rejection)));
    }

    private static RejectedPrompt event(Rejection rejection) {
        byte[] raw = rejection.raw();
        return RejectedPrompt.newBuilder()
                .setSource(SourceFields.write(rejection.source()))
                .setSessionId(rejection.sessionId())
                .setRequestId(rejection.requestId())
                .setReason(RejectionReason.valueOf(rejection.reason().name()))
                .setMessage(rejection.message())
                .setRaw(raw.length == 0 ? null : ByteBuffer.wrap(raw))
                .build();
    }
}

package io.rivulet.flink.codec;

import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.SourcePosition;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes Kafka records as they are, but no more bytes of each than the limit. */
public final class RawEventSchema implements KafkaRecordDeserializationSchema<RawEvent> {

    private static final long serialVersionUID = 1L;

    private final int maxBytes;
    private final TypeInformation<RawEvent> type;

    /**
     * @param maxBytes most bytes that are taken of a record's value
     * @param type what Flink is told of the events
     */
    public RawEventSchema(int maxBytes, TypeInformation<RawEvent> type) {
        this.maxBytes = maxBytes;
        this.type = type;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawEvent> out) {
        // Kafka says -1 for a record without a timestamp.
        Long timestamp = record.timestamp() < 0 ? null : (Long) record.timestamp();
        SourcePosition source = new SourcePosition(record.topic(), record.partition(), record.offset(), timestamp);
        byte[] value = record.value();
        if (value == null) {
            out.collect(RawEvent.tombstone(source));
        } else {
            byte[] head = value.length > maxBytes ? Arrays.copyOf(value, maxBytes) : value;
            out.collect(new RawEvent(source, head, value.length));
        }
    }

    @Override
    public TypeInformation<RawEvent> getProducedType() {
        return type;
    }
}

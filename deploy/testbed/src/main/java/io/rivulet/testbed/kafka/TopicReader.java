package io.rivulet.testbed.kafka;

import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.MalformedEvent;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of a topic, committed transactions only. Joins no consumer group and commits nothing, so that a
 * reader disturbs nobody.
 *
 * @param <T> the event in the topic
 */
public final class TopicReader<T extends SpecificRecord> implements AutoCloseable {
    private final Connection connection;
    private final String topic;
    private final EventCodec<T> codec;
    private final Consumer<byte[], byte[]> consumer;

    private TopicReader(Connection connection, String topic, EventCodec<T> codec, boolean fromBeginning) {
        this.connection = connection;
        this.topic = topic;
        this.codec = codec;
        List<TopicPartition> partitions = TopicQuery.partitions(connection, topic);
        try {
            this.consumer = new KafkaConsumer<>(
                    connection.properties(Map.of(
                            "isolation.level", "read_committed",
                            "enable.auto.commit", "false",
                            "auto.offset.reset", "earliest",
                            "default.api.timeout.ms",
                                    Long.toString(connection.timeout().toMillis()))),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        } catch (KafkaException | IllegalArgumentException e) {
            throw connection.noAnswer(topic, e);
        }
        try {
            start(partitions, fromBeginning);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Reads chunks, all there ever were or from now on. */
    public static TopicReader<GeneratedChunk> chunks(Connection connection, String topic, boolean fromBeginning) {
        return new TopicReader<>(connection, topic, EventCodec.chunks(), fromBeginning);
    }

    /** Reads dead letters, all there ever were or from now on. */
    public static TopicReader<RejectedPrompt> deadLetters(Connection connection, String topic, boolean fromBeginning) {
        return new TopicReader<>(connection, topic, EventCodec.rejections(), fromBeginning);
    }

    /**
     * What arrived; waits for at most so long when there is nothing.
     *
     * @throws Unreachable if the broker no longer lets this be read
     */
    public List<Received<T>> poll(Duration patience) {
        List<Received<T>> received = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : records(patience)) {
            Position position = new Position(entry.partition(), entry.offset());
            try {
                received.add(new Received.Event<>(position, codec.decode(entry.value())));
            } catch (MalformedEvent e) {
                received.add(new Received.Unreadable<>(position, String.valueOf(e.getMessage())));
            }
        }
        return received;
    }

    private ConsumerRecords<byte[], byte[]> records(Duration patience) {
        try {
            return consumer.poll(patience);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw connection.noAnswer(topic, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void start(List<TopicPartition> partitions, boolean fromBeginning) {
        try {
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            // Seeking is lazy; what is sent after this line must be seen.
            partitions.forEach(partition -> consumer.position(partition, connection.timeout()));
        } catch (KafkaException | IllegalStateException e) {
            throw connection.noAnswer(topic, e);
        }
    }
}

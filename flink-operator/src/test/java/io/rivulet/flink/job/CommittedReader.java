package io.rivulet.flink.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads committed records only. */
final class CommittedReader<T> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Function<byte[], @Nullable T> decode;
    private final List<T> read = new ArrayList<>();

    /** @param decode gives null for records that are to be passed over */
    CommittedReader(Broker broker, String topic, Function<byte[], @Nullable T> decode) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                broker.address(),
                "group.id",
                "reader-" + topic,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.decode = decode;
        consumer.subscribe(List.of(topic));
    }

    /** Reads until {@code count} have come in all, and a little longer for what should not come. */
    List<T> readUntil(int count) {
        Instant end = Instant.now().plus(PATIENCE);
        while (read.size() < count && Instant.now().isBefore(end)) {
            int before = read.size();
            poll(Duration.ofMillis(200));
            if (read.size() > before) {
                end = Instant.now().plus(PATIENCE);
            }
        }
        poll(Duration.ofMillis(600));
        return read;
    }

    private void poll(Duration wait) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            T value = decode.apply(record.value());
            if (value != null) {
                read.add(value);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

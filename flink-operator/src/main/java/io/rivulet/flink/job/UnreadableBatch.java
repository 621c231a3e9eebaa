package io.rivulet.flink.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Which partition it is whose next batch a consumer could not read: Kafka does not say. */
final class UnreadableBatch {

    /** Long enough for what waits at a broker to come. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private UnreadableBatch() {}

    /**
     * Throws one line that names topic, partition, codec and jar if a codec is missing; returns if that is not why.
     *
     * @param failure of its last poll
     * @param consumer that nobody reads from any more
     */
    static void explain(Throwable failure, Consumer<?, ?> consumer) throws IOException {
        Optional<String> missing = MissingCodec.explain(failure);
        if (missing.isPresent()) {
            String place = partition(consumer)
                    .map(found -> "topic " + found.topic() + ", partition " + found.partition() + ": ")
                    .orElse("");
            throw new IOException(place + missing.get());
        }
    }

    /** Reads each partition for itself, from where it stands. */
    private static Optional<TopicPartition> partition(Consumer<?, ?> consumer) {
        Set<TopicPartition> all = consumer.assignment();
        consumer.pause(all);
        for (TopicPartition one : all) {
            consumer.resume(List.of(one));
            try {
                consumer.seek(one, consumer.position(one));
                consumer.poll(LOOK);
            } catch (KafkaException | LinkageError e) {
                // The second time Kafka does not say what it was the first time.
                return Optional.of(one);
            }
            consumer.pause(List.of(one));
        }
        return Optional.empty();
    }
}

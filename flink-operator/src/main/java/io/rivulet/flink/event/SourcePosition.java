package io.rivulet.flink.event;

import org.jspecify.annotations.Nullable;

/**
 * Where in Kafka an event came from.
 *
 * @param timestampMillis the Kafka record's timestamp, in milliseconds since the epoch; null if it has none
 */
public record SourcePosition(
        String topic, int partition, long offset, @Nullable Long timestampMillis) {

    public SourcePosition {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("partition and offset must not be negative, got partition " + partition
                    + " and offset " + offset + "; take both from the Kafka record");
        }
    }
}

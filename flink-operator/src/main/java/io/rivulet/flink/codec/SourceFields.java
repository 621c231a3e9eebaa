package io.rivulet.flink.codec;

import io.rivulet.schemas.event.SourcePosition;
import java.time.Instant;

/** The position in Kafka, as the contracts have it. */
final class SourceFields {

    private SourceFields() {}

    static SourcePosition write(io.rivulet.flink.event.SourcePosition source) {
        Long millis = source.timestampMillis();
        return SourcePosition.newBuilder()
                .setTopic(source.topic())
                .setPartition(source.partition())
                .setOffset(source.offset())
                .setTimestamp(millis == null ? null : Instant.ofEpochMilli(millis))
                .build();
    }
}

package io.rivulet.flink.job;

import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Where to read from when there is no checkpoint to go on from. */
public enum StartFrom {
    /** Where the consumer group stopped; the earliest event if it never read. */
    COMMITTED,
    /** The earliest event that the topic still has. */
    EARLIEST,
    /** Only events that come in from now on. */
    LATEST;

    OffsetsInitializer offsets() {
        return switch (this) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }
}

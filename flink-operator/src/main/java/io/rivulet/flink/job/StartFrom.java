package io.rivulet.flink.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.common.TopicPartition;

/** Where to read from when there is no checkpoint to go on from. */
public enum StartFrom {
    /** Where the consumer group stopped; the earliest event if it never read. */
    COMMITTED,
    /** The earliest event that the topic still has. */
    EARLIEST,
    /** Only events that come in from now on. */
    LATEST;

    /** The offsets to be read first. */
    Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
        return switch (this) {
            case COMMITTED -> {
                Map<TopicPartition, Long> offsets = new HashMap<>(broker.committedOffsets(partitions));
                Set<TopicPartition> neverRead = new HashSet<>(partitions);
                neverRead.removeAll(offsets.keySet());
                offsets.putAll(broker.beginningOffsets(neverRead));
                yield offsets;
            }
            case EARLIEST -> broker.beginningOffsets(partitions);
            case LATEST -> broker.endOffsets(partitions);
        };
    }
}

package io.rivulet.flink.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks up once, as numbers, where to read from. A name in their place would mean another offset whenever a reader asks
 * for it, and what was removed, or came in, meanwhile would be missing without a trace: also when the job fails before
 * its first checkpoint and starts anew.
 */
final class StartOffsets implements OffsetsInitializer {

    private static final long serialVersionUID = 1L;

    private final StartFrom from;
    private final HashMap<TopicPartition, Long> known = new HashMap<>();

    StartOffsets(StartFrom from) {
        this.from = from;
    }

    @Override
    public synchronized Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
        Set<TopicPartition> unknown = partitions.stream()
                .filter(partition -> !known.containsKey(partition))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            known.putAll(from.offsets(unknown, broker));
        }
        return partitions.stream().collect(Collectors.toMap(partition -> partition, known::get));
    }

    /** None: what becomes of a position that Kafka refuses is for {@link PartitionReader} to say. */
    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}

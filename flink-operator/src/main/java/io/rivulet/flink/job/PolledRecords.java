package io.rivulet.flink.job;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a poll brought, and how far it came: a position may lie behind the last record, past marks of transactions and
 * aborted records, and then there is nothing between the two that could be lost.
 */
final class PolledRecords implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {

    private final ConsumerRecords<byte[], byte[]> records;
    private final Map<TopicPartition, Long> positions;
    private final Map<TopicPartition, Long> passed;
    private final KafkaSourceReaderMetrics metrics;
    private final Iterator<TopicPartition> partitions;
    private @Nullable TopicPartition current;
    private @Nullable Iterator<ConsumerRecord<byte[], byte[]>> rest;

    /**
     * @param positions offsets to be read next, once the records are taken
     * @param passed is told of a position when all records before it are taken; the task's thread alone touches it
     */
    PolledRecords(
            ConsumerRecords<byte[], byte[]> records,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> passed,
            KafkaSourceReaderMetrics metrics) {
        this.records = records;
        this.positions = positions;
        this.passed = passed;
        this.metrics = metrics;
        Set<TopicPartition> all = new LinkedHashSet<>(records.partitions());
        all.addAll(positions.keySet());
        this.partitions = all.iterator();
    }

    @Override
    public @Nullable String nextSplit() {
        if (!partitions.hasNext()) {
            return null;
        }
        TopicPartition next = partitions.next();
        current = next;
        rest = records.records(next).iterator();
        return KafkaPartitionSplit.toSplitId(next);
    }

    @Override
    public @Nullable ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
        TopicPartition partition = current;
        Iterator<ConsumerRecord<byte[], byte[]>> left = rest;
        if (partition == null || left == null) {
            throw new IllegalStateException("records must be taken of a partition, found none; call nextSplit before");
        }
        if (left.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = left.next();
            passed.remove(partition);
            metrics.recordCurrentOffset(partition, record.offset());
            return record;
        }
        Long position = positions.get(partition);
        if (position != null) {
            passed.put(partition, position);
        }
        return null;
    }

    /** None: partitions have no end. */
    @Override
    public Set<String> finishedSplits() {
        return Set.of();
    }
}

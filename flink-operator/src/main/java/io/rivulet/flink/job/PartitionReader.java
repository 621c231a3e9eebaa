package io.rivulet.flink.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the partitions of one task, in place of the connector's reader, which lets Kafka move a position that it
 * refuses and tells nobody. Here the consumer has no such leave: it says which position it lost, and reading goes on
 * where {@link LostPosition} says.
 */
final class PartitionReader implements SplitReader<ConsumerRecord<byte[], byte[]>, KafkaPartitionSplit> {

    private static final Duration POLL = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LostPositions lost;
    private final Map<TopicPartition, Long> passed;
    private final KafkaSourceReaderMetrics metrics;

    /** Positions that no poll led to, to be told of before the next. */
    private final Map<TopicPartition, Long> moved = new HashMap<>();

    /**
     * @param properties of the consumer, which must not reset offsets by itself
     * @param passed is told of positions, see {@link PolledRecords}
     */
    PartitionReader(
            Properties properties,
            SourceReaderContext context,
            LostPositions lost,
            Map<TopicPartition, Long> passed,
            KafkaSourceReaderMetrics metrics) {
        this.lost = lost;
        this.passed = passed;
        this.metrics = metrics;
        Properties own = new Properties();
        own.putAll(properties);
        own.putIfAbsent(
                ConsumerConfig.CLIENT_ID_CONFIG,
                properties.getProperty(KafkaSourceOptions.CLIENT_ID_PREFIX.key()) + "-" + context.getIndexOfSubtask());
        this.consumer = new KafkaConsumer<>(own);
        String registers = properties.getProperty(KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key());
        if (registers == null || Boolean.parseBoolean(registers)) {
            metrics.registerKafkaConsumerMetrics(consumer);
        }
        metrics.registerNumBytesIn(consumer);
    }

    @Override
    public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
        ConsumerRecords<byte[], byte[]> records = moved.isEmpty() ? poll() : ConsumerRecords.empty();
        Map<TopicPartition, Long> positions = new HashMap<>(moved);
        moved.clear();
        records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
        records.partitions().forEach(partition -> metrics.maybeAddRecordsLagMetric(consumer, partition));
        metrics.updateNumBytesInCounter();
        return new PolledRecords(records, positions, passed, metrics);
    }

    private ConsumerRecords<byte[], byte[]> poll() throws IOException {
        try {
            return consumer.poll(POLL);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } catch (OffsetOutOfRangeException e) {
            // Kafka throws it in place of records, never with some in hand.
            regain(e);
            return ConsumerRecords.empty();
        } catch (KafkaException | LinkageError e) {
            UnreadableBatch.explain(e, consumer);
            throw e;
        }
    }

    private void regain(OffsetOutOfRangeException refused) throws IOException {
        for (Map.Entry<TopicPartition, Long> at :
                refused.offsetOutOfRangePartitions().entrySet()) {
            TopicPartition partition = at.getKey();
            List<TopicPartition> one = List.of(partition);
            long beginning = awake(() -> consumer.beginningOffsets(one)).getOrDefault(partition, 0L);
            long end = awake(() -> consumer.endOffsets(one)).getOrDefault(partition, beginning);
            OffsetAndMetadata divergence = refused instanceof LogTruncationException truncated
                    ? truncated.divergentOffsets().get(partition)
                    : null;
            LostPosition position = new LostPosition(
                    new LostPosition.Log(partition, beginning, end),
                    at.getValue(),
                    divergence == null ? null : (Long) divergence.offset());
            lost.report(position);
            move(partition, position.next());
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<KafkaPartitionSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("partitions can only be added, found "
                    + change.getClass().getSimpleName() + "; stop the job to take one away");
        }
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        for (KafkaPartitionSplit split : change.splits()) {
            assigned.add(split.getTopicPartition());
            metrics.registerTopicPartition(split.getTopicPartition());
        }
        consumer.assign(assigned);
        for (KafkaPartitionSplit split : change.splits()) {
            TopicPartition partition = split.getTopicPartition();
            if (split.getStartingOffset() >= 0) {
                consumer.seek(partition, split.getStartingOffset());
            } else {
                move(partition, start(partition, split.getStartingOffset()));
            }
        }
    }

    /** Where a partition starts of which savepoints of former versions say by a name where it is to. */
    private long start(TopicPartition partition, long name) {
        OffsetAndMetadata committed = name == KafkaPartitionSplit.COMMITTED_OFFSET
                ? awake(() -> consumer.committed(Set.of(partition))).get(partition)
                : null;
        return committed == null
                ? awake(() -> consumer.beginningOffsets(List.of(partition))).getOrDefault(partition, 0L)
                : committed.offset();
    }

    private void move(TopicPartition partition, long position) {
        consumer.seek(partition, position);
        moved.put(partition, position);
    }

    /** A wake-up that came too late for its poll ends the next call in its stead. */
    private static <V> V awake(Supplier<V> call) {
        try {
            return call.get();
        } catch (WakeupException e) {
            return call.get();
        }
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void pauseOrResumeSplits(Collection<KafkaPartitionSplit> toPause, Collection<KafkaPartitionSplit> toResume) {
        consumer.resume(
                toResume.stream().map(KafkaPartitionSplit::getTopicPartition).toList());
        consumer.pause(
                toPause.stream().map(KafkaPartitionSplit::getTopicPartition).toList());
    }

    /** Tells the consumer group how far a checkpoint has come. */
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        consumer.commitAsync(offsets, callback);
    }

    @Override
    public void close() {
        consumer.close();
    }
}

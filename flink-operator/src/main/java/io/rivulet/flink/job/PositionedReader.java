package io.rivulet.flink.job;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The connector's reader of a task, whose checkpoints say exactly how far it came: past marks of transactions and
 * aborted records, and as a number even before the first record. Without that a checkpoint could not tell offsets that
 * are gone unread from those that held nothing.
 */
final class PositionedReader<T> extends KafkaSourceReader<T> {

    private final Map<TopicPartition, Long> passed;
    private boolean started;

    /** @param passed positions behind which all is emitted, see {@link PolledRecords} */
    PositionedReader(
            FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> queue,
            PartitionFetcher fetcher,
            KafkaRecordEmitter<T> emitter,
            Configuration configuration,
            SourceReaderContext context,
            KafkaSourceReaderMetrics metrics,
            Map<TopicPartition, Long> passed) {
        super(queue, fetcher, emitter, configuration, context, metrics);
        this.passed = passed;
    }

    @Override
    public void start() {
        super.start();
        started = true;
    }

    /** Splits from before the start are those of a checkpoint, later ones those that nobody has read of yet. */
    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        super.addSplits(started ? splits.stream().map(PositionedReader::atFirst).toList() : splits);
    }

    /** A partition that was added to the topic has records from offset 0 on, even if some of them are gone. */
    private static KafkaPartitionSplit atFirst(KafkaPartitionSplit split) {
        return split.getStartingOffset() == KafkaPartitionSplit.EARLIEST_OFFSET
                ? new KafkaPartitionSplit(split.getTopicPartition(), 0)
                : split;
    }

    @Override
    protected KafkaPartitionSplit toSplitType(String id, KafkaPartitionSplitState state) {
        Long position = passed.get(state.getTopicPartition());
        if (position != null) {
            state.setCurrentOffset(position);
        }
        return super.toSplitType(id, state);
    }
}

package io.rivulet.flink.job;

import io.rivulet.flink.codec.RawEventSchema;
import io.rivulet.flink.event.RawEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A {@link KafkaSource} that passes over no record in silence, see {@link PartitionReader}. All bytes of state are
 * those of the source inside.
 */
final class VerifiedSource implements Source<RawEvent, KafkaPartitionSplit, KafkaSourceEnumState> {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<RawEvent> source;
    private final Properties consumer;
    private final RawEventSchema schema;
    private final OffsetsGone policy;

    /**
     * @param source finds partitions and hands them to the readers
     * @param consumer properties of the readers' consumers
     */
    VerifiedSource(KafkaSource<RawEvent> source, Properties consumer, RawEventSchema schema, OffsetsGone policy) {
        this.source = source;
        this.consumer = consumer;
        this.schema = schema;
        this.policy = policy;
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<RawEvent, KafkaPartitionSplit> createReader(SourceReaderContext context) {
        KafkaSourceReaderMetrics metrics = new KafkaSourceReaderMetrics(context.metricGroup());
        LostPositions lost = new LostPositions(policy, context.metricGroup());
        Map<TopicPartition, Long> passed = new HashMap<>();
        FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> queue =
                new FutureCompletingBlockingQueue<>();
        return new PositionedReader<>(
                queue,
                new PartitionFetcher(queue, () -> new PartitionReader(consumer, context, lost, passed, metrics)),
                new KafkaRecordEmitter<>(schema),
                configuration(),
                context,
                metrics,
                passed);
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        consumer.stringPropertyNames().forEach(key -> configuration.setString(key, consumer.getProperty(key)));
        return configuration;
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws IOException {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}

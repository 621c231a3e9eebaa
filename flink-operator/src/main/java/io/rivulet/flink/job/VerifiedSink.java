package io.rivulet.flink.job;

import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A sink to Kafka whose transactions are never given up in silence, see {@link VerifiedCommitter}, that leaves none
 * open, see {@link LingeringTransactions}, or unused, see {@link SparingWriter}, and whose failures end no worker, see
 * {@link PeacefulWriter}. All bytes of state are those of the sink inside.
 */
final class VerifiedSink<T>
        implements Sink<T>,
                SupportsWriterState<T, KafkaWriterState>,
                SupportsCommitter<KafkaCommittable>,
                SupportsPostCommitTopology<KafkaCommittable> {

    private static final long serialVersionUID = 1L;

    private final ExplainedSink<T> sink;
    private final String prefix;
    private final Properties broker;
    private final AbortedTransactions policy;

    /**
     * @param prefix of the sink's transactional ids
     * @param broker settings of a client that asks the broker about transactions
     */
    VerifiedSink(ExplainedSink<T> sink, String prefix, Properties broker, AbortedTransactions policy) {
        this.sink = sink;
        this.prefix = prefix;
        this.broker = broker;
        this.policy = policy;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        TaskInfo task = context.getTaskInfo();
        if (restored(context) == 0) {
            new LingeringTransactions(broker)
                    .abortAll(prefix, task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
        }
        return new PeacefulWriter<>(new SparingWriter<>(sink.createWriter(context), restored(context)));
    }

    @Override
    public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> recovered) throws IOException {
        new LingeringTransactions(broker).abortBefore(restored(context), recovered);
        return new PeacefulWriter<>(new SparingWriter<>(sink.restoreWriter(context, recovered), restored(context)));
    }

    private static long restored(WriterInitContext context) {
        return context.getRestoredCheckpointId().orElse(0);
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return new VerifiedCommitter(sink.createCommitter(context), new TransactionInquiry(broker), policy);
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
        sink.addPostCommitTopology(committables);
    }
}

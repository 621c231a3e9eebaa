package io.rivulet.flink.job;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer whose end is not its worker's. Flink closes a task's operators while it handles the task's failure, and what
 * is thrown there ends the whole TaskManager, with all that runs on it. Kafka's writer throws, when it is closed, what
 * became of its last records and of the attempt to abort them: that a newer task has fenced them, if this one was given
 * up and lived on, or that no broker answers. Nobody waits for them by then: records that a checkpoint counts on were
 * flushed with it, which throws in time, and all others are written again.
 *
 * @param <T> records
 * @param <S> state
 * @param <C> what is committed
 * @param <W> the writer inside, which holds nothing open once its {@code close} has thrown
 */
final class PeacefulWriter<T, S, C, W extends StatefulSinkWriter<T, S> & CommittingSinkWriter<T, C>>
        implements StatefulSinkWriter<T, S>, CommittingSinkWriter<T, C> {

    private static final Logger LOG = LoggerFactory.getLogger(PeacefulWriter.class);

    private final W writer;

    PeacefulWriter(W writer) {
        this.writer = writer;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        writer.write(element, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    @Override
    public Collection<C> prepareCommit() throws IOException, InterruptedException {
        return writer.prepareCommit();
    }

    @Override
    public List<S> snapshotState(long checkpointId) throws IOException {
        return writer.snapshotState(checkpointId);
    }

    @Override
    public void close() throws Exception {
        try {
            writer.close();
        } catch (IOException | KafkaException e) {
            LOG.warn("Records that no checkpoint counts on were not written; they are written again after recovery", e);
        }
    }
}

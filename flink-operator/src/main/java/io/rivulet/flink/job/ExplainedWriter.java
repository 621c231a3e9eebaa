package io.rivulet.flink.job;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * A writer whose failures say in a line what is to be done.
 *
 * @param <T> records
 * @param <S> state
 * @param <C> what is committed
 */
final class ExplainedWriter<T, S, C> implements StatefulSinkWriter<T, S>, CommittingSinkWriter<T, C> {

    private final StatefulSinkWriter<T, S> writer;
    private final CommittingSinkWriter<T, C> committing;
    private final SinkFailure failure;

    <W extends StatefulSinkWriter<T, S> & CommittingSinkWriter<T, C>> ExplainedWriter(W writer, SinkFailure failure) {
        this.writer = writer;
        this.committing = writer;
        this.failure = failure;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        try {
            writer.write(element, context);
        } catch (IOException | RuntimeException | LinkageError e) {
            failure.explain(e);
            throw e;
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        try {
            writer.flush(endOfInput);
        } catch (IOException | RuntimeException e) {
            failure.explain(e);
            throw e;
        }
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    @Override
    public Collection<C> prepareCommit() throws IOException, InterruptedException {
        return committing.prepareCommit();
    }

    @Override
    public List<S> snapshotState(long checkpointId) throws IOException {
        try {
            return writer.snapshotState(checkpointId);
        } catch (IOException | RuntimeException e) {
            failure.explain(e);
            throw e;
        }
    }

    @Override
    public void close() throws Exception {
        writer.close();
    }
}

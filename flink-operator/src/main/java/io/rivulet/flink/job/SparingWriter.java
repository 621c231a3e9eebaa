package io.rivulet.flink.job;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * A writer that takes a new transactional id only once the last one carries records. Kafka's writer takes one with each
 * checkpoint, and a broker remembers each for a week; most sinks write nothing most of the time. So while nothing is
 * written, checkpoints pass by the writer inside, whose transaction stays as it is, empty and unknown to the broker.
 *
 * <p>The writer inside numbers its transactions by checkpoints, and takes all numbers that were left out before it goes
 * on. After a rest it is told of numbers that leave out none; they lag behind those of the checkpoints and are never
 * ahead. What such a task leaves open is not above the checkpoint that it is restored from, where
 * {@link LingeringTransactions} finds it. A lag of a few is caught up with: the number after that of a restored
 * checkpoint belongs to the task that was restored, and one that was given up and lives on must not take it.
 *
 * <p>An id is used once, not from a pool: while a checkpoint counts on a transaction, its id says what became of it,
 * see {@link TransactionFate}. From a pool, an id that was committed and handed out again looks the same as one whose
 * transaction was aborted because a task that lives on took it. (Kafka's writer with a pool also leaves a client's
 * thread behind at every start.)
 *
 * @param <T> records
 * @param <S> state
 * @param <C> what is committed
 * @param <W> the writer inside
 */
final class SparingWriter<T, S, C, W extends StatefulSinkWriter<T, S> & CommittingSinkWriter<T, C>>
        implements StatefulSinkWriter<T, S>, CommittingSinkWriter<T, C> {

    /** Checkpoints in a row that may fail while a task runs that is given up later. */
    private static final int FEW = 3;

    private final W writer;
    /** Of the transaction that is open inside. */
    private long number;

    private long checkpoint;
    private boolean written;
    private boolean rested;
    private @Nullable List<S> state;

    /** @param restored the checkpoint that {@code writer} was restored from, or 0 */
    SparingWriter(W writer, long restored) {
        this.writer = writer;
        this.number = restored + 1;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        if (rested && lags()) {
            // The broker may have forgotten an id that rested for long.
            writer.prepareCommit();
            advance(number);
        }
        written = true;
        writer.write(element, context);
    }

    @Override
    public Collection<C> prepareCommit() throws IOException, InterruptedException {
        return rests() ? List.of() : writer.prepareCommit();
    }

    @Override
    public List<S> snapshotState(long checkpointId) throws IOException {
        checkpoint = checkpointId;
        List<S> last = state;
        if (last != null && !written) {
            rested = true;
            return last;
        }
        List<S> now = advance(lags() ? number : Math.max(number, checkpointId));
        written = false;
        return now;
    }

    private List<S> advance(long ended) throws IOException {
        List<S> now = writer.snapshotState(ended);
        number = ended + 1;
        rested = false;
        state = now;
        return now;
    }

    private boolean lags() {
        return state != null && checkpoint - number >= FEW;
    }

    /** Whether the next checkpoint is nothing to the writer inside. */
    private boolean rests() {
        return state != null && !written;
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
    public void close() throws Exception {
        writer.close();
    }
}

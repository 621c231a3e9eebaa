package io.rivulet.testbed.qualification.job;

import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.Received;
import io.rivulet.testbed.kafka.TopicReader;
import io.rivulet.testbed.kafka.Topics;
import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads both outputs of a job from their beginning as any consumer would, committed records alone. */
public final class OutputReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final RecordedOutput output = new RecordedOutput();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread chunks;
    private final Thread letters;
    private volatile Duration pause = Duration.ZERO;
    private volatile long newest = -1;
    private volatile long watched = Long.MAX_VALUE;
    private volatile long watchedNanos;
    private volatile boolean closed;

    private OutputReader(Connection connection, Topics topics) {
        TopicReader<GeneratedChunk> chunkReader = TopicReader.chunks(connection, topics.chunks(), true);
        TopicReader<RejectedPrompt> letterReader = TopicReader.deadLetters(connection, topics.deadLetters(), true);
        chunks = new Thread(() -> read(chunkReader, OutputRecord::of), "chunks");
        letters = new Thread(() -> read(letterReader, OutputRecord::of), "dead-letters");
    }

    /** Starts to read. */
    static OutputReader start(Connection connection, Topics topics) {
        OutputReader reader = new OutputReader(connection, topics);
        reader.chunks.start();
        reader.letters.start();
        return reader;
    }

    /** What came so far. */
    public RecordedOutput output() {
        return output;
    }

    /** The highest number of a prompt that anything answers; -1 before the first. */
    public long newest() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("every record of the output must be readable", failed);
        }
        return newest;
    }

    /** From now on the first answer to prompt {@code number} or a later one is timed. */
    public synchronized void watch(long number) {
        watched = number;
        watchedNanos = 0;
    }

    /** When that answer came, as {@link System#nanoTime} has it; 0 before. */
    public long watchedNanos() {
        newest();
        return watchedNanos;
    }

    /** Makes this a slow consumer that rests so long after each batch; zero for one that does not. */
    public void rest(Duration afterEach) {
        pause = afterEach;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        chunks.join();
        letters.join();
    }

    private <T extends SpecificRecord> void read(TopicReader<T> reader, Function<T, OutputRecord> answer) {
        try (reader) {
            while (!closed) {
                for (Received<T> received : reader.poll(POLL)) {
                    note(received, answer);
                }
                Thread.sleep(pause.toMillis());
            }
        } catch (RuntimeException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> void note(Received<T> received, Function<T, OutputRecord> answer) {
        if (!(received instanceof Received.Event<T> event)) {
            throw new IllegalStateException("every record of the outputs must be an event, got " + received);
        }
        OutputRecord one = answer.apply(event.event());
        output.add(one);
        synchronized (this) {
            newest = Math.max(newest, one.prompt());
            if (watchedNanos == 0 && one.prompt() >= watched) {
                watchedNanos = System.nanoTime();
            }
        }
    }
}

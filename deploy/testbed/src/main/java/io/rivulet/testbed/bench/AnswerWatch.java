package io.rivulet.testbed.bench;

import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.Received;
import io.rivulet.testbed.kafka.TopicReader;
import io.rivulet.testbed.kafka.Topics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers as any consumer would, committed ones alone, and tells a phase when the last chunk of each was seen.
 */
final class AnswerWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final TopicReader<GeneratedChunk> reader;
    private final Thread thread = new Thread(this::watch, "answer-watch");
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile Phase phase = new Phase(0, 0);
    private volatile boolean closed;

    AnswerWatch(Connection connection) {
        reader = TopicReader.chunks(connection, Topics.DEFAULT.chunks(), false);
        thread.start();
    }

    /** What is seen from now on belongs to this phase. */
    void follow(Phase next) {
        phase = next;
    }

    /** Returns when all prompts of the phase are answered. */
    void await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!phase.await(POLL)) {
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("all " + phase.count() + " prompts must be answered within "
                        + patience.toSeconds() + " s, " + phase.answered() + " are; see the logs of the workers");
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void watch() {
        try (reader) {
            while (!closed) {
                for (Received<GeneratedChunk> received : reader.poll(POLL)) {
                    note(received, System.nanoTime());
                }
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void note(Received<GeneratedChunk> received, long now) {
        if (received instanceof Received.Event<GeneratedChunk> chunk) {
            if (chunk.event().getLast()) {
                phase.seen(Long.parseLong(chunk.event().getRequestId()), now);
            }
        } else {
            throw new IllegalStateException("every record of the answers must be a chunk, got " + received);
        }
    }
}

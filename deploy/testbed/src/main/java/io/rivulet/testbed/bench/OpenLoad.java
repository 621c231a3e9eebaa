package io.rivulet.testbed.bench;

import io.rivulet.testbed.kafka.PromptPublisher;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sends prompts at fixed times that do not wait for answers: a slow pipeline is not spared. */
final class OpenLoad {
    private static final double NANOS = 1e9;

    private final PromptPublisher publisher;
    private final int keys;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    OpenLoad(PromptPublisher publisher, int keys) {
        this.publisher = publisher;
        this.keys = keys;
    }

    /**
     * Sends a phase's prompts; returns when the last is handed over.
     *
     * @param perSecond infinite for as fast as the broker takes them
     */
    void send(Phase phase, PromptShape shape, double perSecond) {
        long start = System.nanoTime();
        for (int i = 0; i < phase.count(); i++) {
            long at = start + (long) (i * NANOS / perSecond);
            phase.intended(i, at);
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            publisher.send(shape.prompt(phase.first() + i, keys), failure::set);
            Exception failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("the broker must take every prompt, prompt " + i + " was not", failed);
            }
        }
    }
}

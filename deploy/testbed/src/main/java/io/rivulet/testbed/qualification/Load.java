package io.rivulet.testbed.qualification;

import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.PromptPublisher;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends a script's prompts at fixed times, whatever comes back and whoever is down, and shows each to the judge too.
 * Prompts that the broker does not take yet wait in the client, in order.
 */
final class Load implements AutoCloseable {
    private final PromptPublisher publisher;
    private final Script script;
    private final Judge judge;
    private final double perSecond;
    private final long most;
    private final Thread thread = new Thread(this::run, "load");
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile long sent;
    private volatile boolean stopped;

    /**
     * @param perSecond infinite for as fast as the broker takes them
     * @param most prompts, unless it is stopped before
     */
    Load(Connection connection, String topic, Script script, Judge judge, double perSecond, long most) {
        this.publisher = new PromptPublisher(connection, topic);
        this.script = script;
        this.judge = judge;
        this.perSecond = perSecond;
        this.most = most;
        thread.start();
    }

    /** Prompts handed over so far. */
    long sent() {
        requireNone(failure.get());
        return sent;
    }

    /** Sends no more; returns when the broker has what was sent, and the judge has seen it all. */
    void stop() throws InterruptedException {
        stopped = true;
        await();
    }

    /** Returns when all prompts are sent, the broker has them, and the judge has seen them all. */
    void await() throws InterruptedException {
        thread.join();
        publisher.close();
        requireNone(failure.get());
    }

    private void requireNone(@Nullable Throwable failed) {
        if (failed != null) {
            throw new IllegalStateException(
                    "the broker must take every prompt, one after " + sent + " it did not", failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        publisher.close();
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!stopped && sent < most && failure.get() == null) {
                long due = start + (long) (sent * 1e9 / perSecond);
                for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(Math.min(left, 50_000_000));
                }
                PromptEvent prompt = script.prompt(sent);
                publisher.send(prompt, failure::set);
                judge.take(prompt);
                sent++;
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }
}

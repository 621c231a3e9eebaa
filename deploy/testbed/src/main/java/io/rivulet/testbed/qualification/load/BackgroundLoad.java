package io.rivulet.testbed.qualification.load;

import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.PromptPublisher;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends prompts from a thread of its own at fixed times, whatever comes back and whoever is down, and shows each to a
 * listener too. Prompts that the broker does not take yet wait in the client, in order.
 */
public final class BackgroundLoad implements AutoCloseable {
    private static final double NANOS = 1e9;
    private static final long LONGEST_PARK_NANOS = 50_000_000;

    private final PromptPublisher publisher;
    private final LoadPlan plan;
    private final Consumer<PromptEvent> listener;
    private final Thread thread = new Thread(this::run, "load");
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile long sent;
    private volatile boolean stopped;

    private BackgroundLoad(PromptPublisher publisher, LoadPlan plan, Consumer<PromptEvent> listener) {
        this.publisher = publisher;
        this.plan = plan;
        this.listener = listener;
    }

    /**
     * Starts to send.
     *
     * @param listener is called by the load's thread alone
     */
    public static BackgroundLoad start(
            Connection connection, String topic, LoadPlan plan, Consumer<PromptEvent> listener) {
        BackgroundLoad load = new BackgroundLoad(new PromptPublisher(connection, topic), plan, listener);
        load.thread.start();
        return load;
    }

    /** Prompts handed over so far. */
    public long sent() {
        requireNone(failure.get());
        return sent;
    }

    /** Sends no more; returns when the broker has what was sent, and the listener has seen it all. */
    public void stop() throws InterruptedException {
        stopped = true;
        await();
    }

    /** Returns when all prompts are sent, the broker has them, and the listener has seen them all. */
    public void await() throws InterruptedException {
        thread.join();
        publisher.close();
        requireNone(failure.get());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        publisher.close();
    }

    private void requireNone(@Nullable Throwable failed) {
        if (failed != null) {
            throw new IllegalStateException(
                    "the broker must take every prompt, one after " + sent + " it did not", failed);
        }
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!stopped && sent < plan.most() && failure.get() == null) {
                long due = start + (long) (sent * NANOS / plan.perSecond());
                for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NANOS));
                }
                PromptEvent prompt = plan.prompts().prompt(sent);
                publisher.send(prompt, failure::set);
                listener.accept(prompt);
                sent++;
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }
}

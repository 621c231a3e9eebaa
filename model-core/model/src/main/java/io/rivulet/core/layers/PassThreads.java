package io.rivulet.core.layers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that share a pass: the one that calls, and those that live here until {@link #close}. One caller at a
 * time.
 */
public final class PassThreads implements AutoCloseable {
    private final int count;
    private final @Nullable ExecutorService others;

    private PassThreads(int count) {
        this.count = count;
        others = count == 1 ? null : pool(count - 1);
    }

    /** All threads are there from the start: a pass must not find out that one cannot be had. */
    private static ExecutorService pool(int size) {
        AtomicInteger number = new AtomicInteger(1);
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "rivulet-pass-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.prestartAllCoreThreads();
        return pool;
    }

    /** The one that calls, alone; nothing needs to be closed. */
    public static PassThreads one() {
        return new PassThreads(1);
    }

    /** The one that calls and {@code count - 1} others. */
    public static PassThreads of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a pass needs 1 thread or more, got " + count);
        }
        return new PassThreads(count);
    }

    /** Threads in all, the caller's too. */
    public int count() {
        return count;
    }

    /**
     * Does {@code work} for 0 to {@code number - 1}, each on a thread that does nothing else meanwhile, and returns
     * when all is done, whether or not the caller is interrupted. A share may wait for others: there are threads for
     * all.
     *
     * @param number at most {@link #count}
     * @throws RuntimeException (or an error) that one of them threw
     */
    void run(int number, IntConsumer work) {
        CompletableFuture<?>[] done = new CompletableFuture<?>[number - 1];
        for (int i = 1; i < number; i++) {
            int own = i;
            done[i - 1] = CompletableFuture.runAsync(() -> work.accept(own), others);
        }
        try {
            work.accept(0);
        } finally {
            join(CompletableFuture.allOf(done));
        }
    }

    private static void join(CompletableFuture<?> done) {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Ends the threads that live here. */
    @Override
    public void close() {
        if (others != null) {
            others.shutdown();
        }
    }
}

package io.rivulet.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns Ctrl-C into a request to stop, and keeps the process alive until the work that saw the request has closed this.
 */
final class Interruption implements AutoCloseable {
    private static final int GRACE_SECONDS = 60;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::await, "rivulet-stop"));
    }

    /** True from the moment that the process was asked to end. */
    AtomicBoolean requested() {
        return requested;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void await() {
        requested.set(true);
        try {
            if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

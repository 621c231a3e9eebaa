package io.rivulet.cli.run;

import io.rivulet.cli.local.Stop;
import io.rivulet.testbed.cluster.ScratchFolder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Hears that the process is asked to end, by Ctrl-C or from elsewhere. A run that heeds the wish has some time to end
 * in order; one that is still starting is cut off with the process. Either way its data are gone before.
 */
final class Interruption implements AutoCloseable {
    /** Shells give this exit code after Ctrl-C. */
    static final int INTERRUPTED = 130;

    private static final int GRACE_SECONDS = 20;

    private final Stop stop = new Stop();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    Interruption(ScratchFolder data) {
        data.beforeRemoval(this::end);
    }

    /** The wish, from the moment that the process was asked to end. */
    Stop stop() {
        return stop;
    }

    @Override
    public void close() {
        closed.complete(true);
    }

    private void end() {
        stop.request();
        if (stop.heeded()) {
            closed.completeOnTimeout(false, GRACE_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}

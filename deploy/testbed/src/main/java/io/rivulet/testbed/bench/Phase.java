package io.rivulet.testbed.bench;

import java.time.Duration;
import java.util.Arrays;

/** Prompts {@code first} to {@code first + count - 1}: when each was to be sent, and when its answer was seen. */
final class Phase {
    private static final double NANOS = 1e9;
    private static final long LULL = Duration.ofMillis(200).toNanos();

    private final long first;
    private final long[] intended;
    private final long[] seen;
    private int answered;

    Phase(long first, int count) {
        this.first = first;
        intended = new long[count];
        seen = new long[count];
    }

    long first() {
        return first;
    }

    int count() {
        return intended.length;
    }

    /** Prompt {@code index} of the phase was to be sent at this {@link System#nanoTime()}, whenever it really was. */
    synchronized void intended(int index, long nanos) {
        intended[index] = nanos;
    }

    /** The answer to a prompt, by its number, was complete; prompts of other phases are passed over. */
    synchronized void seen(long prompt, long nanos) {
        long index = prompt - first;
        if (index >= 0 && index < seen.length && seen[(int) index] == 0) {
            seen[(int) index] = nanos;
            answered++;
            if (answered == seen.length) {
                notifyAll();
            }
        }
    }

    synchronized int answered() {
        return answered;
    }

    /** Waits until all are answered, or for so long; returns whether all are. */
    synchronized boolean await(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (answered < seen.length) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Answers a second. With transactions they are seen in bursts, one a commit, with {@link #LULL} or more between
     * two: what counts is what came after the first burst, in the time from its end to that of the last. Of a single
     * burst, all of it since the first prompt was due.
     */
    synchronized double rate() {
        long[] times = seen.clone();
        Arrays.sort(times);
        long end = times[times.length - 1];
        int after = 1;
        while (after < times.length && times[after] - times[after - 1] < LULL) {
            after++;
        }
        return after == times.length
                ? times.length * NANOS / (end - intended[0])
                : (times.length - after) * NANOS / (end - times[after - 1]);
    }

    /** From when each prompt was to be sent until its answer was seen. */
    synchronized Latencies latencies() {
        long[] waited = new long[seen.length];
        for (int i = 0; i < waited.length; i++) {
            waited[i] = seen[i] - intended[i];
        }
        return Latencies.of(waited);
    }
}

package io.rivulet.flink.serving;

import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/** When the next wave is due. A wave, and every earlier timer, makes the timers before it void. */
final class WaveTimer {

    private static final long NEVER = Long.MAX_VALUE;

    private final ProcessingTimeService time;
    private final ThrowingRunnable<Exception> wave;

    /** {@link #NEVER} if no wave is. */
    private long due = NEVER;

    /** Of the timer that counts. */
    private long ticket;

    WaveTimer(ProcessingTimeService time, ThrowingRunnable<Exception> wave) {
        this.time = time;
        this.wave = wave;
    }

    /** Lets a wave run in so many milliseconds, or earlier if one is due earlier. */
    void within(long millis) {
        long now = time.getCurrentProcessingTime();
        // A time just past fires at once; Flink puts off timers for now or later by a millisecond.
        long at = now + millis - 1;
        if (at < due) {
            due = at;
            long mine = ++ticket;
            time.registerTimer(at, fired -> {
                if (mine == ticket) {
                    wave.run();
                }
            });
        }
    }

    /** No wave is due any longer. */
    void clear() {
        due = NEVER;
        ticket++;
    }
}

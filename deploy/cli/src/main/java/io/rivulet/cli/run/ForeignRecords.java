package io.rivulet.cli.run;

import io.rivulet.cli.terminal.Lines;
import io.rivulet.testbed.kafka.Position;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells of records that are no event of the contract: one line for a run of them in a partition, when an event ends it,
 * when nothing more comes, or when it has gone on for a while. Not thread safe.
 */
final class ForeignRecords {
    private static final Duration LONGEST_UNTOLD = Duration.ofSeconds(10);

    private static final class Run {
        private final String reason;
        private final long first;
        private final long since = System.nanoTime();
        private long last;
        private long count;

        Run(String reason, long first) {
            this.reason = reason;
            this.first = first;
        }
    }

    private final Lines err;
    private final Map<Integer, Run> runs = new LinkedHashMap<>();
    private boolean any;

    ForeignRecords(Lines err) {
        this.err = err;
    }

    /** One more, which comes behind all others of its partition. */
    void add(Position position, String reason) {
        any = true;
        Run run = runs.computeIfAbsent(position.partition(), partition -> new Run(reason, position.offset()));
        run.last = position.offset();
        run.count++;
    }

    /** An event came behind them. */
    void endRun(int partition) {
        Run run = runs.remove(partition);
        if (run != null) {
            tell(partition, run);
        }
    }

    /** Tells of the runs that are over, all of them if {@code silent}, otherwise those that have gone on for long. */
    void tell(boolean silent) {
        long now = System.nanoTime();
        runs.entrySet().removeIf(run -> {
            boolean over = silent || now - run.getValue().since > LONGEST_UNTOLD.toNanos();
            if (over) {
                tell(run.getKey(), run.getValue());
            }
            return over;
        });
    }

    /** Whether there were any. */
    boolean any() {
        return any;
    }

    private void tell(int partition, Run run) {
        String where = "rivulet: partition " + partition + ", offset";
        err.println(
                run.count == 1
                        ? where + " " + run.first + ": " + run.reason
                        : where + "s " + run.first + " to " + run.last + ", " + run.count
                                + " records that are no events, the first: " + run.reason);
    }
}

package io.rivulet.testbed.qualification.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a reader of the output was given, in the order in which it came. Threads may share it. */
public final class RecordedOutput {
    private final List<OutputRecord> records = new ArrayList<>();
    private final Map<String, Long> newest = new HashMap<>();
    private long ended;
    private volatile long lastNanos = System.nanoTime();

    /** Appends a record that came just now. */
    public synchronized void add(OutputRecord answer) {
        records.add(answer);
        newest.merge(answer.model(), answer.prompt(), Math::max);
        ended += answer.last() ? 1 : 0;
        lastNanos = System.nanoTime();
    }

    /** Records so far. */
    public synchronized int count() {
        return records.size();
    }

    /** Records that were the last for their prompts. */
    public synchronized long ended() {
        return ended;
    }

    /** The highest number of a prompt of whose answer this model made a chunk; -1 before the first. */
    public synchronized long newest(String model) {
        return newest.getOrDefault(model, -1L);
    }

    /** All of them, in the order in which they came. */
    public synchronized List<OutputRecord> records() {
        return List.copyOf(records);
    }

    /** When the last record came, as {@link System#nanoTime} has it; when this was made if none has. */
    public long lastNanos() {
        return lastNanos;
    }

    /** By lane, in the order in which they came. */
    public OutputLanes lanes() {
        return lanesUpTo(Long.MAX_VALUE);
    }

    /** The same of the prompts before number {@code prompts} alone. */
    public synchronized OutputLanes lanesUpTo(long prompts) {
        OutputLanes lanes = new OutputLanes();
        records.stream().filter(answer -> answer.prompt() < prompts).forEach(lanes::add);
        return lanes;
    }
}

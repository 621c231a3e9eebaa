package io.rivulet.testbed.qualification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader was given, in the order in which it came. Threads may share it. */
final class Recording {
    private final List<Answer> answers = new ArrayList<>();
    private final Map<String, Long> newest = new HashMap<>();
    private long ended;
    private volatile long lastNanos = System.nanoTime();

    synchronized void add(Answer answer) {
        answers.add(answer);
        newest.merge(answer.model(), answer.request(), Math::max);
        ended += answer.last() ? 1 : 0;
        lastNanos = System.nanoTime();
    }

    synchronized int count() {
        return answers.size();
    }

    /** Answers that ended prompts. */
    synchronized long ended() {
        return ended;
    }

    /** The highest number of a prompt of whose answer this model made a chunk; -1 before the first. */
    synchronized long newest(String model) {
        return newest.getOrDefault(model, -1L);
    }

    /** All of them, in the order in which they came. */
    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** When the last answer came, as {@link System#nanoTime} has it; when this was made if none has. */
    long lastNanos() {
        return lastNanos;
    }

    /** By lane, in the order in which they came. */
    synchronized Map<String, List<Answer>> lanes() {
        return lanesUpTo(Long.MAX_VALUE);
    }

    /** The same of the prompts before number {@code prompts} alone. */
    synchronized Map<String, List<Answer>> lanesUpTo(long prompts) {
        Map<String, List<Answer>> lanes = new LinkedHashMap<>();
        for (Answer answer : answers) {
            if (answer.request() < prompts) {
                lanes.computeIfAbsent(answer.lane(), lane -> new ArrayList<>()).add(answer);
            }
        }
        return lanes;
    }
}

package io.rivulet.flink.serving;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** The generating operator on several tasks, each with its share of the sessions. */
final class Tasks implements AutoCloseable {

    private final List<Harness> tasks = new ArrayList<>();

    /** State of all tasks. */
    record Snapshot(OperatorSubtaskState state, int parallelism) {}

    static Tasks open(GenerateSettings settings, String backend, int parallelism) throws Exception {
        Tasks opened = new Tasks();
        for (int i = 0; i < parallelism; i++) {
            opened.tasks.add(Harness.open(settings, backend, parallelism, i));
        }
        return opened;
    }

    static Tasks restore(GenerateSettings settings, String backend, Snapshot snapshot, int parallelism)
            throws Exception {
        Tasks restored = new Tasks();
        for (int i = 0; i < parallelism; i++) {
            restored.tasks.add(
                    Harness.restore(settings, backend, snapshot.state(), snapshot.parallelism(), parallelism, i));
        }
        return restored;
    }

    /** An id of a session that lies on this task of so many. */
    static String sessionOf(int index, int parallelism) {
        int number = 0;
        while (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        "new-" + number, Harness.MAX_PARALLELISM, parallelism)
                != index) {
            number++;
        }
        return "new-" + number;
    }

    Harness of(String session) {
        return tasks.get(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(session, Harness.MAX_PARALLELISM, tasks.size()));
    }

    void send(List<Prompt> prompts) throws Exception {
        for (Prompt prompt : prompts) {
            of(prompt.origin().sessionId()).send(prompt);
        }
    }

    void run() throws Exception {
        for (Harness task : tasks) {
            task.run();
        }
    }

    /** A snapshot in the backend's own format. */
    Snapshot snapshot() throws Exception {
        return taken(Harness::snapshot);
    }

    /** A snapshot in the format that all backends read. */
    Snapshot savepoint() throws Exception {
        return taken(Harness::savepoint);
    }

    private Snapshot taken(Taking taking) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = taking.of(tasks.get(i));
        }
        return new Snapshot(AbstractStreamOperatorTestHarness.repackageState(states), states.length);
    }

    /** Drops what was put out so far. */
    void forget() {
        tasks.forEach(Harness::forget);
    }

    Map<String, List<Chunk>> chunks() {
        Map<String, List<Chunk>> bySession = new HashMap<>();
        for (Harness task : tasks) {
            task.chunks().forEach(chunk -> bySession
                    .computeIfAbsent(chunk.origin().sessionId(), key -> new ArrayList<>())
                    .add(chunk));
        }
        return bySession;
    }

    List<Rejection> deadLetters() {
        return tasks.stream().flatMap(task -> task.deadLetters().stream()).toList();
    }

    @Override
    public void close() throws Exception {
        for (Harness task : tasks) {
            task.close();
        }
    }

    private interface Taking {
        OperatorSubtaskState of(Harness task) throws Exception;
    }
}

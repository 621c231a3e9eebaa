package io.rivulet.flink.operator;

import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.state.RecordTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One task of the generating operator, with Flink's own harness around it, and its waves at the test's command. */
final class Harness implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;
    static final Limits LIMITS = new Limits(1000, 10_000, 2, 64, 8, 7, 1_000_000);

    private final GenerateOperator operator;
    private final KeyedOneInputStreamOperatorTestHarness<String, Prompt, Chunk> harness;

    private Harness(GenerateSettings settings, String backend, int parallelism, int index) throws Exception {
        operator = new GenerateOperator(settings);
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                operator, prompt -> prompt.origin().sessionId(), Types.STRING, MAX_PARALLELISM, parallelism, index);
        harness.setStateBackend(backend(backend));
        harness.setup(
                RecordTypes.CHUNK.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    }

    /** A task that starts with nothing. */
    static Harness open(GenerateSettings settings) throws Exception {
        return open(settings, "hashmap", 1, 0);
    }

    static Harness open(GenerateSettings settings, String backend, int parallelism, int index) throws Exception {
        Harness task = new Harness(settings, backend, parallelism, index);
        task.harness.open();
        return task;
    }

    /** A task that takes over its share of a snapshot made by {@code oldParallelism} tasks. */
    static Harness restore(
            GenerateSettings settings,
            String backend,
            OperatorSubtaskState snapshot,
            int oldParallelism,
            int parallelism,
            int index)
            throws Exception {
        Harness task = new Harness(settings, backend, parallelism, index);
        task.harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                snapshot, MAX_PARALLELISM, oldParallelism, parallelism, index));
        task.harness.open();
        return task;
    }

    static GenerateSettings settings(String model) {
        return settings(model, ModelChangePolicy.REJECT, LIMITS);
    }

    static GenerateSettings settings(String model, ModelChangePolicy policy, Limits limits) {
        return new GenerateSettings(model, null, policy, Duration.ZERO, Duration.ZERO, limits);
    }

    /** A prompt with a barrier behind it: that of an idle session is answered at once, alone. */
    void send(Prompts prompt) throws Exception {
        send(prompt.prompt());
    }

    void send(Prompt prompt) throws Exception {
        arrive(prompt);
        harness.prepareSnapshotPreBarrier(1);
    }

    /** A prompt with nothing behind it: that of an idle session waits in memory for a wave or a barrier. */
    void arrive(Prompts prompt) throws Exception {
        arrive(prompt.prompt());
    }

    void arrive(Prompt prompt) throws Exception {
        harness.processElement(new StreamRecord<>(prompt));
    }

    /** One wave, as one firing of the timer does it. */
    void wave() throws Exception {
        operator.wave();
    }

    /** Lets time pass, and the timers fire that fall due. */
    void pass(Duration time) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + time.toMillis());
    }

    /** Lets the timers fire until none is left. */
    void run() throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + 1);
    }

    void endInput() throws Exception {
        harness.endInput();
    }

    void ttlTime(Duration sinceStart) {
        harness.setStateTtlProcessingTime(sinceStart.toMillis());
    }

    OperatorSubtaskState snapshot() throws Exception {
        harness.prepareSnapshotPreBarrier(1);
        return harness.snapshot(1, 1);
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    /** Drops what was put out so far. */
    void forget() {
        harness.getOutput().clear();
    }

    List<Chunk> chunks() {
        return harness.extractOutputValues();
    }

    List<Chunk> chunks(String session) {
        return chunks().stream()
                .filter(chunk -> chunk.origin().sessionId().equals(session))
                .toList();
    }

    List<Rejection> deadLetters() {
        Queue<StreamRecord<Rejection>> letters = harness.getSideOutput(RecordTypes.DEAD_LETTERS);
        List<Rejection> rejections = new ArrayList<>();
        if (letters != null) {
            letters.forEach(letter -> rejections.add(letter.getValue()));
        }
        return rejections;
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    private static StateBackend backend(String name) {
        // Full snapshots: the harness has no coordinator that would put the shared files of earlier ones in.
        return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
    }
}

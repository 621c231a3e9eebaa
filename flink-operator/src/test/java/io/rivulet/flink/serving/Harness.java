package io.rivulet.flink.serving;

import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.state.RecordTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One task of the generating operator, with Flink's own harness around it, and its waves at the test's command. */
final class Harness implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;
    static final Limits LIMITS = limits().build();

    private final ServingOperator operator;
    private final AbstractStreamOperatorTestHarness<Chunk> harness;
    private final Input<Prompt> prompts;
    private final Input<Rollout> rollouts;

    private Harness(GenerateSettings settings, String backend, int parallelism, int index) throws Exception {
        GenerateOperator generate = new GenerateOperator(settings);
        KeyedOneInputStreamOperatorTestHarness<String, Prompt, Chunk> one =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        generate, Harness::session, Types.STRING, MAX_PARALLELISM, parallelism, index);
        operator = generate;
        harness = one;
        prompts = one::processElement;
        rollouts = rollout -> {
            throw new IllegalStateException("this operator takes no rollouts");
        };
        setUp(backend);
    }

    private Harness(RolloutGenerateOperator generate, String backend, int parallelism, int index) throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, Prompt, Rollout, Chunk> two =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        generate, Harness::session, null, Types.STRING, MAX_PARALLELISM, parallelism, index);
        operator = generate;
        harness = two;
        prompts = two::processElement1;
        rollouts = two::processElement2;
        setUp(backend);
    }

    private void setUp(String backend) {
        harness.setStateBackend(backend(backend));
        harness.setup(
                RecordTypes.CHUNK.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    }

    private static String session(Prompt prompt) {
        return prompt.origin().sessionId();
    }

    /** A task that starts with nothing. */
    static Harness open(GenerateSettings settings) throws Exception {
        return open(settings, "hashmap", 1, 0);
    }

    static Harness open(GenerateSettings settings, String backend, int parallelism, int index) throws Exception {
        return opened(new Harness(settings, backend, parallelism, index));
    }

    /** A task that takes rollouts too. */
    static Harness withRollouts(GenerateSettings settings, String backend) throws Exception {
        return opened(new Harness(new RolloutGenerateOperator(settings), backend, 1, 0));
    }

    private static Harness opened(Harness task) throws Exception {
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
        return task.restored(snapshot, oldParallelism, parallelism, index);
    }

    /** The same with a task that takes rollouts too. */
    static Harness restoreWithRollouts(
            GenerateSettings settings,
            String backend,
            OperatorSubtaskState snapshot,
            int oldParallelism,
            int parallelism,
            int index)
            throws Exception {
        Harness task = new Harness(new RolloutGenerateOperator(settings), backend, parallelism, index);
        return task.restored(snapshot, oldParallelism, parallelism, index);
    }

    private Harness restored(OperatorSubtaskState snapshot, int oldParallelism, int parallelism, int index)
            throws Exception {
        harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                snapshot, MAX_PARALLELISM, oldParallelism, parallelism, index));
        return opened(this);
    }

    /** Those that most tests have, to be set otherwise. */
    static Limits.Builder limits() {
        return Limits.builder()
                .maxObservedSymbols(1000)
                .maxGeneratedSymbols(10_000)
                .defaultBlockSteps(2)
                .maxBlockSteps(64)
                .maxWaiting(8)
                .maxBatch(7)
                .maxRecordBytes(1_000_000);
    }

    /** Those that a job has by default. */
    static Limits.Builder limitsOfAJob() {
        return Limits.builder()
                .maxObservedSymbols(1 << 16)
                .maxGeneratedSymbols(1_000_000)
                .defaultBlockSteps(16)
                .maxBlockSteps(4096)
                .maxWaiting(64)
                .maxBatch(64)
                .maxRecordBytes(1_000_000);
    }

    static GenerateSettings settings(String model) {
        return settings(model, RolloutPolicy.REJECT, LIMITS);
    }

    static GenerateSettings settings(String model, RolloutPolicy policy, Limits limits) {
        return GenerateSettings.of(model, limits).policy(policy).build();
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
        prompts.take(new StreamRecord<>(prompt));
    }

    void rollOut(Rollout rollout) throws Exception {
        rollouts.take(new StreamRecord<>(rollout));
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
        ((BoundedOneInput) operator).endInput();
    }

    void endInput(int input) throws Exception {
        ((BoundedMultiInput) operator).endInput(input);
    }

    void ttlTime(Duration sinceStart) {
        harness.setStateTtlProcessingTime(sinceStart.toMillis());
    }

    OperatorSubtaskState snapshot() throws Exception {
        harness.prepareSnapshotPreBarrier(1);
        return harness.snapshot(1, 1);
    }

    /** A snapshot in the format that all state backends read, and that savepoints are in. */
    OperatorSubtaskState savepoint() throws Exception {
        harness.prepareSnapshotPreBarrier(1);
        return harness.snapshotWithLocalState(1, 1, SavepointType.savepoint(SavepointFormatType.CANONICAL))
                .getJobManagerOwnedState();
    }

    /** The keys under which any state at all is kept, expired or not. */
    Set<String> keysInState() {
        Set<String> keys = new TreeSet<>();
        KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
        for (String state : List.of("session", "request", "waiting", "answered")) {
            try (Stream<String> some = backend.getKeys(state, VoidNamespace.INSTANCE)) {
                some.forEach(keys::add);
            }
        }
        return keys;
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

    private interface Input<T> {
        void take(StreamRecord<T> record) throws Exception;
    }
}

package io.rivulet.flink.state;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.flink.event.Prompt;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of the session that is the current key: three slots, which whoever serves puts into and takes from,
 * and a fourth if requests are told from their repetitions. Layout: {@link SessionSerializer}.
 *
 * <p>Only a session at rest can expire. While a request is unfinished the session lives inside it, so that an answer
 * once begun goes on from where it stood, however long the job was down.
 */
public final class KeyedSessions {

    private static final String SESSION = "session";
    private static final String REQUEST = "request";
    private static final String WAITING = "waiting";
    private static final String ANSWERED = "answered";

    private final ValueState<StoredSession> session;
    private final ValueState<OpenRequest> request;
    private final MapState<Long, Prompt> waiting;

    /** Null if repetitions are not looked for: nothing is kept for them then. */
    private final @Nullable ValueState<String> answered;

    /**
     * @param timeToLive how long after its last request a session is kept; zero for ever
     * @param tellsRepetitions whether it is remembered which request was answered last
     */
    public KeyedSessions(KeyedStateStore store, Duration timeToLive, boolean tellsRepetitions) {
        this(
                store.getState(sessionState(timeToLive)),
                store.getState(requestState()),
                store.getMapState(waitingState()),
                tellsRepetitions ? store.getState(answeredState(timeToLive)) : null);
    }

    private KeyedSessions(
            ValueState<StoredSession> session,
            ValueState<OpenRequest> request,
            MapState<Long, Prompt> waiting,
            @Nullable ValueState<String> answered) {
        this.session = session;
        this.request = request;
        this.waiting = waiting;
        this.answered = answered;
    }

    /** The state that a function with this context has been given to read; expired or not, it is there. */
    public static KeyedSessions of(RuntimeContext context) {
        return new KeyedSessions(
                context.getState(sessionState(Duration.ZERO)),
                context.getState(requestState()),
                context.getMapState(waitingState()),
                context.getState(answeredState(Duration.ZERO)));
    }

    /**
     * Drops what a job left that told repetitions, before one goes on that does not: what was answered last when they
     * are looked for once more would be long ago.
     *
     * @param currentKey makes a session the one whose state is at hand
     */
    public static void dropAnswered(
            KeyedStateBackend<String> backend,
            KeyedStateStore store,
            Duration timeToLive,
            Consumer<String> currentKey) {
        for (String sessionId : keys(backend, ANSWERED)) {
            currentKey.accept(sessionId);
            store.getState(answeredState(timeToLive)).clear();
        }
    }

    private static ValueStateDescriptor<StoredSession> sessionState(Duration timeToLive) {
        return expiring(new ValueStateDescriptor<>(SESSION, new SessionSerializer()), timeToLive);
    }

    private static ValueStateDescriptor<String> answeredState(Duration timeToLive) {
        return expiring(new ValueStateDescriptor<>(ANSWERED, StringSerializer.INSTANCE), timeToLive);
    }

    private static <T> ValueStateDescriptor<T> expiring(ValueStateDescriptor<T> descriptor, Duration timeToLive) {
        if (!timeToLive.isZero()) {
            descriptor.enableTimeToLive(
                    StateTtlConfig.newBuilder(timeToLive).cleanupFullSnapshot().build());
        }
        return descriptor;
    }

    private static ValueStateDescriptor<OpenRequest> requestState() {
        return new ValueStateDescriptor<>(REQUEST, new RequestSerializer());
    }

    private static MapStateDescriptor<Long, Prompt> waitingState() {
        return new MapStateDescriptor<>(WAITING, LongSerializer.INSTANCE, new PromptSerializer());
    }

    /** Bytes of a session at rest under this model, the same however much it has seen. */
    public static int bytesPerKey(ModelConfig config) {
        return SessionSerializer.bytes(config.stateFloats(), config.frame());
    }

    /** All keys with unfinished work, in the order of their names. */
    public static SortedSet<String> unfinished(KeyedStateBackend<String> backend) {
        SortedSet<String> keys = keys(backend, REQUEST);
        keys.addAll(keys(backend, WAITING));
        return keys;
    }

    private static SortedSet<String> keys(KeyedStateBackend<String> backend, String state) {
        try (Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
            return keys.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The session at rest; null if there is none, or it has expired, or it has a request open. */
    public @Nullable StoredSession session() throws Exception {
        return session.value();
    }

    /** The unfinished request, if there is one. */
    public @Nullable OpenRequest request() throws Exception {
        return request.value();
    }

    public void putSession(StoredSession atRest) throws Exception {
        session.update(atRest);
    }

    public void dropSession() {
        session.clear();
    }

    public void putRequest(OpenRequest unfinished) throws Exception {
        request.update(unfinished);
    }

    public void dropRequest() {
        request.clear();
    }

    /** The numbers under which prompts wait. */
    public Iterable<Long> waiting() throws Exception {
        return waiting.keys();
    }

    public void putWaiting(long number, Prompt prompt) throws Exception {
        waiting.put(number, prompt);
    }

    /** The prompt that waits under this number, which goes on waiting. */
    public Prompt waiting(long number) throws Exception {
        return Objects.requireNonNull(waiting.get(number), "no prompt waits under number " + number);
    }

    /** Takes the prompt that waits under this number. */
    public Prompt takeWaiting(long number) throws Exception {
        Prompt prompt = waiting(number);
        waiting.remove(number);
        return prompt;
    }

    /** Whether it is told which requests repeat another. */
    public boolean tellsRepetitions() {
        return answered != null;
    }

    /**
     * Request id of the last request that was answered to its end; null if there is none, it has expired, or
     * repetitions are not told.
     */
    public @Nullable String answered() throws Exception {
        return answered == null ? null : answered.value();
    }

    /** Remembers the request that was answered last, if repetitions are told. */
    public void putAnswered(String requestId) throws Exception {
        if (answered != null) {
            answered.update(requestId);
        }
    }

    /** Erases all that is kept of the key. */
    public void erase() {
        if (answered != null) {
            answered.clear();
        }
        session.clear();
        request.clear();
        waiting.clear();
    }

    /** What is kept of the session that is the current key and has this id. */
    public KeptSession describe(String sessionId) throws Exception {
        StoredSession rests = session.value();
        OpenRequest open = request.value();
        StoredSession stands = open == null ? rests : open.session();
        long bytes = bytes(new SessionSerializer(), rests) + bytes(new RequestSerializer(), open);
        bytes += bytes(StringSerializer.INSTANCE, answered());
        int prompts = 0;
        for (Prompt prompt : waiting.values()) {
            prompts++;
            bytes += Long.BYTES + bytes(new PromptSerializer(), prompt);
        }
        return new KeptSession(
                sessionId,
                stands == null ? null : stands.model().fingerprint().hex(),
                stands == null ? 0 : stands.state().steps(),
                stands == null ? 0 : stands.state().pending(),
                open == null ? null : open.prompt().origin().requestId(),
                open == null ? 0 : open.nextBlock(),
                prompts,
                bytes);
    }

    private static <T> long bytes(TypeSerializer<T> serializer, @Nullable T record) throws IOException {
        if (record == null) {
            return 0;
        }
        DataOutputSerializer out = new DataOutputSerializer(1 << 12);
        serializer.serialize(record, out);
        return out.length();
    }
}

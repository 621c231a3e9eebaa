package io.rivulet.flink.state;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.flink.event.Prompt;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of the session that is the current key. Layout: {@link SessionSerializer}.
 *
 * <p>Only a session at rest can expire. While a request is unfinished the session lives inside it, so that an answer
 * once begun goes on from where it stood, however long the job was down.
 */
public final class KeyedSessions {

    private static final String REQUEST = "request";
    private static final String WAITING = "waiting";

    private final ValueState<StoredSession> session;
    private final ValueState<OpenRequest> request;
    private final MapState<Long, Prompt> waiting;

    /** @param timeToLive how long after its last request a session is kept; zero for ever */
    public KeyedSessions(KeyedStateStore store, Duration timeToLive) {
        ValueStateDescriptor<StoredSession> descriptor = new ValueStateDescriptor<>("session", new SessionSerializer());
        if (!timeToLive.isZero()) {
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(timeToLive).build());
        }
        session = store.getState(descriptor);
        request = store.getState(new ValueStateDescriptor<>(REQUEST, new RequestSerializer()));
        waiting = store.getMapState(new MapStateDescriptor<>(WAITING, LongSerializer.INSTANCE, new PromptSerializer()));
    }

    /** Bytes of a session at rest under this model, the same however much it has seen. */
    public static int bytesPerKey(ModelConfig config) {
        return SessionSerializer.bytes(config.stateFloats(), config.frame());
    }

    /** All keys with unfinished work, in the order of their names. */
    public static SortedSet<String> unfinished(KeyedStateBackend<String> backend) {
        SortedSet<String> keys = new TreeSet<>();
        for (String state : new String[] {REQUEST, WAITING}) {
            try (Stream<String> some = backend.getKeys(state, VoidNamespace.INSTANCE)) {
                some.forEach(keys::add);
            }
        }
        return keys;
    }

    /** The session at rest; null if there is none, or it has expired, or it has a request open. */
    public @Nullable StoredSession session() throws Exception {
        return session.value();
    }

    /** The unfinished request, if there is one. */
    public @Nullable OpenRequest request() throws Exception {
        return request.value();
    }

    /** Whether anything is known of the session, at rest or in an unfinished request. */
    public boolean exists() throws Exception {
        return session.value() != null || request.value() != null;
    }

    /** Leaves the session at rest, which had no stored request. */
    public void rest(StoredSession after) throws Exception {
        session.update(after);
    }

    /** Ends the stored request and leaves the session at rest. */
    public void end(StoredSession after) throws Exception {
        request.clear();
        session.update(after);
    }

    /** Stores a request for the first time; it takes the session with it. */
    public void begin(OpenRequest begun) throws Exception {
        session.clear();
        request.update(begun);
    }

    /** Stores how far a request has come. */
    public void proceed(OpenRequest further) throws Exception {
        request.update(further);
    }

    /** Lets a prompt wait under this number. */
    public void await(long number, Prompt prompt) throws Exception {
        waiting.put(number, prompt);
    }

    /** Takes the prompt that waits under this number. */
    public Prompt take(long number) throws Exception {
        Prompt prompt = Objects.requireNonNull(waiting.get(number), "no prompt waits under number " + number);
        waiting.remove(number);
        return prompt;
    }

    /** Erases all that is kept of the key. */
    public void erase() {
        session.clear();
        request.clear();
        waiting.clear();
    }

    /** The numbers under which prompts wait. */
    public Iterable<Long> waiting() throws Exception {
        return waiting.keys();
    }
}

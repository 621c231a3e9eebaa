package io.rivulet.flink.operator;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Sessions with unfinished work, in the order of their turns. Nothing here outlives a task: keyed state has it all. */
final class ReadySessions {

    private final Map<String, Ready> byId = new HashMap<>();
    private final Queue<Ready> turns = new ArrayDeque<>();

    /** The session of this id; null if it has no unfinished work. */
    @Nullable
    Ready find(String sessionId) {
        return byId.get(sessionId);
    }

    /** Takes the session whose turn it is; null if there is none. It must be placed again. */
    @Nullable
    Ready poll() {
        return turns.poll();
    }

    /** Puts a session behind all others if it has unfinished work; else it is known here no longer. */
    void place(Ready session) {
        if (session.open || session.waiting() > 0) {
            byId.put(session.sessionId, session);
            turns.add(session);
        } else {
            byId.remove(session.sessionId);
        }
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    int size() {
        return byId.size();
    }

    /** A session and its unfinished work. */
    static final class Ready {

        final String sessionId;

        /** Whether keyed state has a request of it. */
        boolean open;

        /** Number of the first prompt that waits, unless it is {@link #end}. */
        long first;

        /** Number of the next prompt that will wait. */
        long end;

        Ready(String sessionId, boolean open) {
            this.sessionId = sessionId;
            this.open = open;
        }

        int waiting() {
            return Math.toIntExact(end - first);
        }
    }
}

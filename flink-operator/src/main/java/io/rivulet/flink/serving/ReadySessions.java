package io.rivulet.flink.serving;

import io.rivulet.flink.state.OpenRequest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Sessions with unfinished work: those whose request has just come in, and those under way in the order of turns. State has
 * all of it but the requests that no wave or barrier has taken yet: see {@link Ready#arrived}.
 */
final class ReadySessions {

    private final Map<String, Ready> byId = new HashMap<>();
    private final Queue<Ready> arrivals = new ArrayDeque<>();
    private final Queue<Ready> turns = new ArrayDeque<>();
    private long arrivedSteps;

    /** The session of this id; null if it has no unfinished work. */
    @Nullable
    Ready find(String sessionId) {
        return byId.get(sessionId);
    }

    /** Takes the session under way whose turn it is; null if there is none. It must be placed again. */
    @Nullable
    Ready pollTurn() {
        return turns.poll();
    }

    /** As {@link #pollTurn}, of those whose request no wave has taken yet. */
    @Nullable
    Ready pollArrival() {
        Ready session = arrivals.poll();
        arrivedSteps -= steps(session);
        return session;
    }

    /** Puts a session that had no unfinished work before those that had. */
    void arrive(Ready session) {
        byId.put(session.sessionId, session);
        arrivals.add(session);
        arrivedSteps += steps(session);
    }

    private static long steps(@Nullable Ready session) {
        return session == null || session.arrived == null ? 0 : session.arrived.stepsAhead();
    }

    /** Sessions whose request no wave has taken yet. */
    int arrived() {
        return arrivals.size();
    }

    /** Steps that the next blocks of those take. */
    long arrivedSteps() {
        return arrivedSteps;
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

    /** Knows a session no longer, whatever work it had. */
    void remove(Ready session) {
        if (arrivals.remove(session)) {
            arrivedSteps -= steps(session);
        }
        turns.remove(session);
        byId.remove(session.sessionId);
    }

    /** Whether a session has work that a wave has begun, or that waits in state. */
    boolean anyUnderWay() {
        return !turns.isEmpty();
    }

    boolean isEmpty() {
        return arrivals.isEmpty() && turns.isEmpty();
    }

    int size() {
        return byId.size();
    }

    /** A session and its unfinished work. */
    static final class Ready {

        final String sessionId;

        /** A request that no wave has taken yet, and is in memory alone: a barrier waits until it is answered. */
        @Nullable
        OpenRequest arrived;

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

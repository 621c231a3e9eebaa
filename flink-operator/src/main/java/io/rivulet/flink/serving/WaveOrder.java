package io.rivulet.flink.serving;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The order of waves: whom the next one takes, and when it is complete. Sessions stand in two queues, first come, first
 * served: arrivals, whose request no wave has taken yet, and those in turn.
 *
 * <ol>
 *   <li>A wave takes from one queue alone, so that nobody new waits for the blocks of others.
 *   <li>Arrivals come first, but after a wave of theirs comes one of those in turn, if there are any.
 *   <li>A wave is complete when it has the most sessions allowed, or as many steps as make a pass fast.
 *   <li>Whom a wave has had stands behind all that waited meanwhile.
 * </ol>
 */
final class WaveOrder {

    /** Beyond these a wave takes no further session: a pass gets no faster, and the next request waits longer. */
    private static final int WAVE_STEPS = 48;

    private final int mostSessions;
    private final int mostSteps;
    private final Map<String, Session> byId = new HashMap<>();
    private final Queue<Session> arrivals = new ArrayDeque<>();
    private final Queue<Session> turns = new ArrayDeque<>();
    private long arrivedSteps;

    /** Whether the last wave was one of arrivals, so that those in turn come next. */
    private boolean arrivalsLast;

    /** Whether arrivals let the last wave go by, and so have waited long enough. */
    private boolean leftBehind;

    WaveOrder(Limits limits) {
        mostSessions = limits.maxBatch();
        mostSteps = Math.min(WAVE_STEPS, limits.maxBlockSteps());
    }

    /** The session of this id; null if it is idle. */
    @Nullable
    Session find(String sessionId) {
        return byId.get(sessionId);
    }

    /** All that are not idle. */
    Collection<Session> sessions() {
        return byId.values();
    }

    /** Puts a session that stands in no queue where its phase belongs, behind all others; an idle one leaves. */
    void place(Session session) {
        switch (session.phase()) {
            case IDLE -> byId.remove(session.id());
            case ARRIVED -> {
                byId.put(session.id(), session);
                arrivals.add(session);
                arrivedSteps += session.stepsAhead();
            }
            case UNDER_WAY, WAITING -> {
                byId.put(session.id(), session);
                turns.add(session);
            }
        }
    }

    /** Takes a session out, whatever its phase. */
    void remove(Session session) {
        if (byId.remove(session.id()) == null) {
            return;
        }
        if (arrivals.remove(session)) {
            arrivedSteps -= session.stepsAhead();
        }
        turns.remove(session);
    }

    /** The next wave, empty. */
    Wave next() {
        arrivalsLast = hasArrivals() && !(arrivalsLast && !turns.isEmpty());
        return new Wave(arrivalsLast);
    }

    /** A wave of arrivals out of turn, empty. */
    Wave nextOfArrivals() {
        return new Wave(true);
    }

    /** Takes the next session for this wave; null when the wave is complete. Who is taken must be placed again. */
    @Nullable
    Session take(Wave wave) {
        Session taken = null;
        if (wave.size() < mostSessions && wave.steps() < mostSteps) {
            taken = wave.ofArrivals() ? pollArrival() : turns.poll();
        }
        if (taken == null) {
            leftBehind = hasArrivals();
        }
        return taken;
    }

    private @Nullable Session pollArrival() {
        Session session = arrivals.poll();
        arrivedSteps -= session == null ? 0 : session.stepsAhead();
        return session;
    }

    boolean hasArrivals() {
        return !arrivals.isEmpty();
    }

    /** Whether the arrivals make a complete wave. */
    boolean arrivalsFillAWave() {
        return arrivals.size() >= mostSessions || arrivedSteps >= mostSteps;
    }

    /**
     * Whether all that is to be done has come in since the last wave, so that nobody is kept if it waits for company.
     */
    boolean onlyNewArrivals() {
        return hasArrivals() && turns.isEmpty() && !leftBehind;
    }

    /** Whether any session has unfinished work. */
    boolean hasWork() {
        return !(arrivals.isEmpty() && turns.isEmpty());
    }

    /** Sessions with unfinished work. */
    int size() {
        return byId.size();
    }
}

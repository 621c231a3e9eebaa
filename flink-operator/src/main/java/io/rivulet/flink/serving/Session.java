package io.rivulet.flink.serving;

import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.state.KeyedSessions;
import io.rivulet.flink.state.OpenRequest;
import io.rivulet.flink.state.StoredSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session's states and the ways between them. It has one request open at a time; prompts that come meanwhile wait.
 *
 * <pre>
 *             prompt               block
 *     IDLE ----------> ARRIVED ------------> UNDER_WAY <---+
 *      ^                  |                   |  ^    |    | block
 *      | none waits       | end           end |  |    +----+
 *      |                  v                   |  |
 *      +----------------- o <-----------------+  | block
 *                       ^ | one waits            |
 *                   end | v                      |
 *                     WAITING -------------------+
 *
 *     block  a wave took the request one block further, and more of it are left
 *     end    the answer's last block, or a refusal in its place
 *     Forgetting leads from each state to IDLE.
 *
 *     state      its request             in keyed state                     in the {@link WaveOrder}
 *     IDLE       none                    "session", or nothing              not
 *     ARRIVED    in memory alone         as IDLE, and prompts in "waiting"  among the arrivals
 *     UNDER_WAY  in keyed state          "request", "waiting"               in turn
 *     WAITING    the first of "waiting"  as IDLE, and "waiting"             in turn
 * </pre>
 *
 * <p>Every method but those that only tell needs the session to be the current key. While a wave has the session, its
 * request is in hand, and the state is still the one from which the wave took it.
 */
final class Session {

    /** What is to be done next for a session. */
    enum Phase {
        IDLE,
        ARRIVED,
        UNDER_WAY,
        WAITING
    }

    private final String id;
    private final KeyedSessions keyed;
    private Phase phase = Phase.IDLE;

    /** The request that arrived, or that a wave has; null in all other cases. */
    private @Nullable OpenRequest request;

    /** Number of the first prompt that waits, unless it is {@link #end}. */
    private long first;

    /** Number of the next prompt that will wait. */
    private long end;

    /** The prompts that wait below this number have not been admitted to the model that is loaded. */
    private long admitted;

    /** Whether the request under way was opened under limits or a model that may be others now. */
    private boolean openedBefore;

    /** One that is idle. */
    Session(String id, KeyedSessions keyed) {
        this.id = id;
        this.keyed = keyed;
    }

    /** One as keyed state has it. */
    static Session restored(String id, KeyedSessions keyed) throws Exception {
        Session session = new Session(id, keyed);
        boolean none = true;
        for (long number : keyed.waiting()) {
            session.first = none ? number : Math.min(session.first, number);
            session.end = none ? number + 1 : Math.max(session.end, number + 1);
            none = false;
        }
        session.admitAgain();
        session.phase = keyed.request() == null ? session.atRest() : Phase.UNDER_WAY;
        return session;
    }

    String id() {
        return id;
    }

    Phase phase() {
        return phase;
    }

    /** About how many steps the next block of the request in hand takes; 0 if there is none. */
    long stepsAhead() {
        return request == null ? 0 : request.stepsAhead();
    }

    /** Lets what was admitted be admitted once more, as another model is loaded or the job has other limits. */
    void admitAgain() {
        admitted = end;
        openedBefore = true;
    }

    /**
     * Whether this prompt has the request id of the session's last request that was not rejected, be that in work,
     * waiting or answered, and so is the same sent twice. Never if repetitions are not told, nor without an id.
     */
    boolean isRepeatedBy(Prompt prompt) throws Exception {
        String id = prompt.origin().requestId();
        return keyed.tellsRepetitions() && !id.isEmpty() && id.equals(lastRequest());
    }

    private @Nullable String lastRequest() throws Exception {
        if (waiting() > 0) {
            return keyed.waiting(end - 1).origin().requestId();
        }
        OpenRequest begun = phase == Phase.UNDER_WAY ? keyed.request() : request;
        if (begun != null) {
            return begun.prompt().origin().requestId();
        }
        return keyed.answered();
    }

    /** Takes a prompt that the model admits, or throws the {@link Refusal} that it earns by this session. */
    void accept(Prompt prompt, ServedModel model) throws Exception {
        if (phase == Phase.IDLE) {
            request = model.continuation().start(prompt, keyed.session());
            phase = Phase.ARRIVED;
        } else {
            model.admission().checkWaiting(waiting());
            keyed.putWaiting(end++, prompt);
        }
    }

    /**
     * Joins a wave with the request that is to go on, or rejects that, which is its end. Returns whether it joined.
     */
    boolean join(Wave wave, ServedModel model, Outputs outputs) throws Exception {
        if (phase != Phase.ARRIVED) {
            request = phase == Phase.UNDER_WAY ? keyed.request() : null;
            Prompt prompt = request == null ? keyed.takeWaiting(first) : request.prompt();
            try {
                request = request == null ? started(prompt, model) : resumed(request, model);
            } catch (Refusal refusal) {
                giveUp();
                outputs.reject(Rejection.of(prompt, refusal));
                return false;
            }
        }
        wave.add(this, Objects.requireNonNull(request));
        return true;
    }

    private OpenRequest started(Prompt prompt, ServedModel model) throws Exception {
        if (first++ < admitted) {
            model.admission().check(prompt);
        }
        return model.continuation().start(prompt, keyed.session());
    }

    private OpenRequest resumed(OpenRequest begun, ServedModel model) {
        OpenRequest rest = model.continuation().resume(begun);
        if (openedBefore) {
            model.admission().checkRest(rest);
            openedBefore = false;
        }
        return rest;
    }

    /** The wave took the request in hand one block further: {@code rest} is what is left of it, null if nothing is. */
    void proceed(StoredSession after, @Nullable OpenRequest rest) throws Exception {
        if (rest == null) {
            keyed.putAnswered(Objects.requireNonNull(request).prompt().origin().requestId());
        }
        move(after, rest);
    }

    private void move(StoredSession after, @Nullable OpenRequest rest) throws Exception {
        boolean stored = phase == Phase.UNDER_WAY;
        if (rest == null) {
            if (stored) {
                keyed.dropRequest();
            }
            keyed.putSession(after);
        } else {
            if (!stored) {
                keyed.dropSession();
            }
            keyed.putRequest(rest);
        }
        request = null;
        phase = rest == null ? atRest() : Phase.UNDER_WAY;
    }

    /** Ends the request in hand; the session stays as its last chunk left it. */
    void giveUp() throws Exception {
        if (phase == Phase.UNDER_WAY) {
            move(Objects.requireNonNull(request).session(), null);
        } else {
            request = null;
            phase = atRest();
        }
    }

    private Phase atRest() {
        return waiting() > 0 ? Phase.WAITING : Phase.IDLE;
    }

    private int waiting() {
        return Math.toIntExact(end - first);
    }

    /** How a request finds the session that begins now. */
    SessionStart stands() throws Exception {
        return keyed.session() != null || keyed.request() != null ? SessionStart.RESUMED : SessionStart.NEW;
    }

    /** Erases all of it; returns the prompts whose answers are not complete, in their order. */
    List<Prompt> forget() throws Exception {
        List<Prompt> unanswered = new ArrayList<>();
        OpenRequest begun = phase == Phase.UNDER_WAY ? keyed.request() : request;
        if (begun != null) {
            unanswered.add(begun.prompt());
        }
        while (first < end) {
            unanswered.add(keyed.takeWaiting(first++));
        }
        keyed.erase();
        request = null;
        phase = Phase.IDLE;
        return unanswered;
    }
}

package io.rivulet.flink.serving;

import io.rivulet.core.generate.Generator;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.metrics.OperatorMetrics;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.serving.ReadySessions.Ready;
import io.rivulet.flink.state.KeyedSessions;
import io.rivulet.flink.state.OpenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes prompts in and answers them, block by block. A session has one request open at a time; its later prompts wait
 * in keyed state. All that is not yet answered is in keyed state, but for prompts of idle sessions that no wave has taken:
 * those are answered together, and before a barrier in any case ({@link #flush}).
 */
final class Serving {

    /** Beyond these a wave takes no further session: more rows make a pass no faster, and the next request waits longer. */
    private static final int WAVE_STEPS = 48;

    private Reception reception;
    private Answerer answerer;
    private final Limits limits;
    private final KeyedSessions sessions;
    private final ReadySessions ready;
    private final OperatorMetrics metrics;
    private final Rejections rejections;
    private final Outputs outputs;

    /** Whether the last wave was one of arrivals, so that those under way come next. */
    private boolean arrivalsLast;

    /** Whether arrivals let the last wave go by, and so have waited long enough. */
    private boolean leftBehind;

    Serving(
            Generator generator,
            RolloutPolicy policy,
            Limits limits,
            KeyedSessions sessions,
            ReadySessions ready,
            OperatorMetrics metrics,
            Rejections rejections,
            Outputs outputs) {
        this.reception = new Reception(generator, policy, limits);
        this.answerer = new Answerer(generator);
        this.limits = limits;
        this.sessions = sessions;
        this.ready = ready;
        this.metrics = metrics;
        this.rejections = rejections;
        this.outputs = outputs;
    }

    /** Where answers go, and whose state is at hand. */
    record Outputs(Consumer<String> currentKey, Consumer<Chunk> chunks, Consumer<Rejection> deadLetters) {}

    /**
     * Serves another model from here on. What is in memory alone was opened for the one before, and is answered by it; requests
     * under way go on as the policy says, from their next block.
     */
    void rollOut(Generator generator, RolloutPolicy policy) throws Exception {
        flush();
        reception = new Reception(generator, policy, limits);
        answerer = new Answerer(generator);
    }

    /** Whether any session has unfinished work. */
    boolean hasWork() {
        return !ready.isEmpty();
    }

    /** Whether all that is to be done has come in since the last wave, so that nobody is kept if it waits for company. */
    boolean onlyArrivals() {
        return !ready.isEmpty() && !ready.anyUnderWay() && !leftBehind;
    }

    /** Gives a session found in keyed state, which is the current key, its place again. */
    void recover(String sessionId) throws Exception {
        Ready session = new Ready(sessionId, sessions.request() != null);
        boolean none = true;
        for (long number : sessions.waiting()) {
            session.first = none ? number : Math.min(session.first, number);
            session.end = none ? number + 1 : Math.max(session.end, number + 1);
            none = false;
        }
        ready.place(session);
    }

    /** Takes a prompt of the current key: a wave of arrivals takes it if the session is idle, else it waits. */
    void accept(Prompt prompt) throws Exception {
        Ready busy = ready.find(prompt.origin().sessionId());
        try {
            if (prompt.forget()) {
                forget(prompt, busy);
            } else if (busy == null) {
                Ready session = new Ready(prompt.origin().sessionId(), false);
                session.arrived = reception.open(prompt, sessions.session());
                ready.arrive(session);
                if (ready.arrived() >= limits.maxBatch() || ready.arrivedSteps() >= waveSteps()) {
                    wave(ready::pollArrival);
                }
            } else {
                reception.check(prompt);
                await(busy, prompt);
            }
        } catch (Refusal refusal) {
            reject(prompt, refusal);
        }
    }

    /** Answers what is in memory alone, and nothing else. */
    void flush() throws Exception {
        while (ready.arrived() > 0) {
            wave(ready::pollArrival);
        }
    }

    /**
     * Takes the sessions whose turn it is one block further, all in one pass of the model: those whose request has come in
     * since, alone, as nobody is to wait for the blocks of others; and in the next one those under way.
     */
    void wave() throws Exception {
        arrivalsLast = ready.arrived() > 0 && !(arrivalsLast && ready.anyUnderWay());
        wave(arrivalsLast ? ready::pollArrival : ready::pollTurn);
    }

    private void wave(Supplier<@Nullable Ready> turns) throws Exception {
        List<Ready> taken = new ArrayList<>();
        List<OpenRequest> requests = new ArrayList<>();
        long steps = 0;
        while (taken.size() < limits.maxBatch() && steps < waveSteps()) {
            Ready session = turns.get();
            if (session == null) {
                break;
            }
            outputs.currentKey().accept(session.sessionId);
            OpenRequest request = next(session);
            if (request != null) {
                taken.add(session);
                requests.add(request);
                steps += request.stepsAhead();
            }
        }
        List<Outcome> outcomes = run(requests);
        for (int i = 0; i < taken.size(); i++) {
            outputs.currentKey().accept(taken.get(i).sessionId);
            settle(taken.get(i), requests.get(i), outcomes.get(i));
        }
        leftBehind = ready.arrived() > 0;
    }

    private int waveSteps() {
        return Math.min(WAVE_STEPS, limits.maxBlockSteps());
    }

    /** The request that this session, which is the current key, goes on with; null if that was rejected. */
    private @Nullable OpenRequest next(Ready session) throws Exception {
        OpenRequest arrived = session.arrived;
        if (arrived != null) {
            session.arrived = null;
            return arrived;
        }
        OpenRequest stored = session.open ? sessions.request() : null;
        Prompt prompt = stored == null ? sessions.take(session.first++) : stored.prompt();
        try {
            return stored == null ? reception.open(prompt, sessions.session()) : reception.resume(stored);
        } catch (Refusal refusal) {
            abandon(session, stored);
            reject(prompt, refusal);
            ready.place(session);
            return null;
        }
    }

    private List<Outcome> run(List<OpenRequest> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        long start = System.nanoTime();
        List<Outcome> outcomes = answerer.advance(requests);
        metrics.wave(requests.size(), System.nanoTime() - start);
        return outcomes;
    }

    private void settle(Ready session, OpenRequest request, Outcome outcome) throws Exception {
        if (outcome instanceof Outcome.Answered answered) {
            store(session, answered);
            outputs.chunks().accept(answered.chunk());
            long before = request.session().state().steps();
            long advanced = answered.session().state().steps() - before;
            metrics.advanced(answered.chunk().stepsAbsorbed(), advanced, answered.stepsGenerated());
        } else if (outcome instanceof Outcome.Refused refused) {
            abandon(session, session.open ? request : null);
            reject(request.prompt(), refused.refusal());
        }
        ready.place(session);
    }

    private void store(Ready session, Outcome.Answered answered) throws Exception {
        OpenRequest rest = answered.rest();
        if (rest == null && session.open) {
            sessions.end(answered.session());
        } else if (rest == null) {
            sessions.rest(answered.session());
        } else if (session.open) {
            sessions.proceed(rest);
        } else {
            sessions.begin(rest);
        }
        session.open = rest != null;
    }

    /** Gives up the stored request, if there is one; the session stays as its last chunk left it. */
    private void abandon(Ready session, @Nullable OpenRequest stored) throws Exception {
        if (stored != null) {
            sessions.end(stored.session());
            session.open = false;
        }
    }

    private void await(Ready busy, Prompt prompt) throws Exception {
        if (busy.waiting() >= limits.maxWaiting()) {
            throw new Refusal(
                    Reason.TOO_MANY_WAITING,
                    "at most " + limits.maxWaiting() + " requests of a session may wait, found " + busy.waiting()
                            + "; send the next one when an answer has come");
        }
        sessions.await(busy.end++, prompt);
    }

    /** Erases the session at once; whoever waits for an answer of it is told, and gets nothing back of what was erased. */
    private void forget(Prompt prompt, @Nullable Ready busy) throws Exception {
        reception.checkReceipt(prompt);
        SessionStart stood = sessions.exists() ? SessionStart.RESUMED : SessionStart.NEW;
        if (busy != null) {
            Refusal cutShort = new Refusal(
                    Reason.FORGOTTEN,
                    "a session must stand until it has answered, this one was forgotten on demand; send the prompt"
                            + " again to start it anew");
            for (Prompt unanswered : unanswered(busy)) {
                reject(Rejection.of(unanswered, cutShort).withoutRaw());
            }
            ready.remove(busy);
        }
        sessions.erase();
        metrics.forgotten();
        outputs.chunks().accept(answerer.receipt(prompt, stood));
    }

    /** The prompts of the session, which is the current key, whose answers are not complete, in their order. */
    private List<Prompt> unanswered(Ready busy) throws Exception {
        List<Prompt> prompts = new ArrayList<>();
        OpenRequest begun = busy.open ? sessions.request() : busy.arrived;
        if (begun != null) {
            prompts.add(begun.prompt());
        }
        for (long number = busy.first; number < busy.end; number++) {
            prompts.add(sessions.take(number));
        }
        return prompts;
    }

    private void reject(Prompt prompt, Refusal refusal) {
        reject(Rejection.of(prompt, refusal));
    }

    private void reject(Rejection rejection) {
        rejections.count(rejection.reason());
        outputs.deadLetters().accept(rejection);
    }
}

package io.rivulet.flink.serving;

import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.state.KeyedSessions;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes prompts in and answers them, wave by wave. What a session goes through: {@link Session}. Who is in a wave:
 * {@link WaveOrder}. All that is not yet answered is in keyed state, but for prompts of idle sessions that no wave has
 * taken: those are answered together, and before a barrier in any case ({@link #flush}).
 */
final class Serving {

    private static final Refusal CUT_SHORT = new Refusal(
            Reason.FORGOTTEN,
            "a session must stand until it has answered, this one was forgotten on demand; send the prompt"
                    + " again to start it anew");

    private final KeyedSessions keyed;
    private final Consumer<String> currentKey;
    private final WaveOrder order;
    private final Outputs outputs;
    private ServedModel model;

    /** @param currentKey makes a session the one whose state is at hand */
    Serving(ServedModel model, KeyedSessions keyed, Consumer<String> currentKey, WaveOrder order, Outputs outputs) {
        this.model = model;
        this.keyed = keyed;
        this.currentKey = currentKey;
        this.order = order;
        this.outputs = outputs;
    }

    /**
     * Serves another model from here on. What is in memory alone was opened for the one before, and is answered by it;
     * requests under way go on as the policy says, from their next block.
     */
    void rollOut(ServedModel next) throws Exception {
        flush();
        model = next;
        order.sessions().forEach(Session::admitAgain);
    }

    /** Gives a session found in keyed state its place again. */
    void restore(String sessionId) throws Exception {
        currentKey.accept(sessionId);
        order.place(Session.restored(sessionId, keyed));
    }

    /** Takes a prompt of the current key: a wave of arrivals takes it if the session is idle, else it waits. */
    void accept(Prompt prompt) throws Exception {
        String id = prompt.origin().sessionId();
        Session known = order.find(id);
        Session session = known == null ? new Session(id, keyed) : known;
        try {
            if (prompt.forget()) {
                forget(session, prompt);
                return;
            }
            if (session.isRepeatedBy(prompt)) {
                outputs.metrics().repeated();
                return;
            }
            model.admission().check(prompt);
            session.accept(prompt, model);
        } catch (Refusal refusal) {
            outputs.reject(Rejection.of(prompt, refusal));
            return;
        }
        if (known == null) {
            order.place(session);
            if (order.arrivalsFillAWave()) {
                run(order.nextOfArrivals());
            }
        }
    }

    /**
     * Erases the session at once; whoever waits for an answer of it is told, and gets nothing back of what was erased.
     */
    private void forget(Session session, Prompt prompt) throws Exception {
        model.admission().checkReceipt(prompt);
        SessionStart stood = session.stands();
        order.remove(session);
        for (Prompt unanswered : session.forget()) {
            outputs.reject(Rejection.of(unanswered, CUT_SHORT).withoutRaw());
        }
        outputs.confirm(model.answerer().receipt(prompt, stood));
    }

    /** Answers what is in memory alone, and nothing else. */
    void flush() throws Exception {
        while (order.hasArrivals()) {
            run(order.nextOfArrivals());
        }
    }

    /** Runs the next wave. */
    void wave() throws Exception {
        run(order.next());
    }

    private void run(Wave wave) throws Exception {
        for (Session session = order.take(wave); session != null; session = order.take(wave)) {
            currentKey.accept(session.id());
            if (!session.join(wave, model, outputs)) {
                order.place(session);
            }
        }
        if (wave.size() == 0) {
            return;
        }
        long start = System.nanoTime();
        List<Outcome> outcomes = model.answerer().advance(wave.requests());
        outputs.metrics().passed(wave.size(), System.nanoTime() - start);
        for (int i = 0; i < wave.size(); i++) {
            Session session = wave.session(i);
            currentKey.accept(session.id());
            outcomes.get(i).settle(session, outputs);
            order.place(session);
        }
    }
}

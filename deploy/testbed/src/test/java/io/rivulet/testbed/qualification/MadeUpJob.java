package io.rivulet.testbed.qualification;

import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SessionStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A job of one task that answers prompts one after another and obeys an order every so many of them, in turns at rest and in
 * the middle of an answer. What comes of it can be spoilt on the way.
 */
final class MadeUpJob {
    /** Prompts from an order to the next. */
    static final int BETWEEN = 30;

    private final Orders orders;
    private final List<Planned> plan;
    private final PromptPlaces places = PromptPlaces.ofTrial();
    private final Map<String, Made> sessions = new HashMap<>();
    private final Recording recording = new Recording();
    private UnaryOperator<List<Answer>> spoilt = UnaryOperator.identity();
    private LongPredicate relapses = prompt -> false;
    private OracleModel serving;
    private ModelChangePolicy policy;

    MadeUpJob(Orders orders, List<Planned> plan) {
        this.orders = orders;
        this.plan = new ArrayList<>(plan);
        this.serving = orders.get(0).model();
        this.policy = orders.get(0).policy();
    }

    /** An order to come. */
    record Planned(OracleModel model, ModelChangePolicy policy) {}

    private record Made(OracleModel maker, SessionState state) {}

    /** Each record goes through this on its way out. */
    MadeUpJob spoiltBy(UnaryOperator<List<Answer>> change) {
        spoilt = change;
        return this;
    }

    /** To these prompts the model before the one in force answers. */
    MadeUpJob relapsingAt(LongPredicate prompts) {
        relapses = prompts;
        return this;
    }

    /** What is said to the prompts, each of which the judge is shown too. */
    Recording answer(Script script, int prompts, Judge judge) {
        for (int number = 0; number < prompts; number++) {
            PromptEvent prompt = script.prompt(number);
            judge.take(prompt);
            Asked asked = new Asked(prompt, places.next(prompt.getSessionId()));
            if (prompt.getModel() == null) {
                answer(asked);
            } else {
                say(asked.rejected(RejectionReason.UNKNOWN_MODEL));
            }
        }
        return recording;
    }

    private void answer(Asked asked) {
        obey(asked, 0);
        OracleModel inForce = serving;
        serving =
                relapses.test(asked.number()) ? orders.get(orders.newest() - 1).model() : serving;
        OracleAnswer answer = opened(asked);
        if (answer == null) {
            say(asked.rejected(RejectionReason.MODEL_MISMATCH));
        }
        while (answer != null && !answer.isComplete()) {
            if (answer.given() > 0 && obey(asked, answer.given())) {
                inForce = serving;
                if (policy != ModelChangePolicy.KEEP) {
                    say(asked.rejected(RejectionReason.MODEL_MISMATCH));
                    break;
                }
            }
            OracleAnswer.Part part = answer.next(serving);
            say(Answer.of(part.chunk()));
            answer = part.rest();
            sessions.put(asked.session(), new Made(serving, answer.state()));
        }
        serving = inForce;
    }

    private @Nullable OracleAnswer opened(Asked asked) {
        Made made = sessions.get(asked.session());
        SessionState anew = serving.generator().start();
        if (asked.prompt().getReset()) {
            return OracleAnswer.to(asked, SessionStart.RESET, anew);
        } else if (made == null) {
            return OracleAnswer.to(asked, SessionStart.NEW, anew);
        } else if (made.maker().is(serving)) {
            return OracleAnswer.to(asked, SessionStart.RESUMED, made.state());
        }
        return switch (policy) {
            case KEEP -> OracleAnswer.to(asked, SessionStart.RESUMED, made.state());
            case RESET -> OracleAnswer.to(asked, SessionStart.MODEL_CHANGED, anew);
            default -> null;
        };
    }

    /** Obeys the next order if it is time, and says whether it did. */
    private boolean obey(Asked asked, int chunks) {
        int number = orders.newest() + 1;
        if (plan.isEmpty() || asked.number() < (long) number * BETWEEN || chunks != number % 2) {
            return false;
        }
        Planned next = plan.remove(0);
        orders.give(next.model(), next.policy(), recording.count());
        orders.inForceFrom(asked.number() + 1);
        serving = next.model();
        policy = next.policy();
        return true;
    }

    private void say(Answer answer) {
        spoilt.apply(List.of(answer)).forEach(recording::add);
    }
}

package io.rivulet.testbed.qualification.rollout;

import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.testbed.qualification.load.PromptSeries;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import io.rivulet.testbed.qualification.oracle.OutputChecker;
import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.oracle.PartialAnswer;
import io.rivulet.testbed.qualification.oracle.PositionedPrompt;
import io.rivulet.testbed.qualification.oracle.PromptPositions;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A job of one task that answers prompts one after another and serves another model every so many of them, in turns at
 * rest and in the middle of an answer. What comes of it can be spoilt on the way.
 */
final class MadeUpJob {
    /** Prompts from a rollout to the next. */
    static final int BETWEEN = 30;

    private final RolloutHistory history;
    private final List<Planned> plan;
    private final PromptPositions positions = new PromptPositions(2);
    private final Map<String, Made> sessions = new HashMap<>();
    private final RecordedOutput output = new RecordedOutput();
    private UnaryOperator<List<OutputRecord>> spoilt = UnaryOperator.identity();
    private LongPredicate relapses = prompt -> false;
    private OracleModel serving;
    private ModelChangePolicy policy;

    MadeUpJob(RolloutHistory history, List<Planned> plan) {
        this.history = history;
        this.plan = new ArrayList<>(plan);
        this.serving = history.get(0).model();
        this.policy = history.get(0).policy();
    }

    /** A rollout to come. */
    record Planned(OracleModel model, ModelChangePolicy policy) {}

    private record Made(OracleModel maker, SessionState state) {}

    /** Each record goes through this on its way out. */
    MadeUpJob spoiltBy(UnaryOperator<List<OutputRecord>> change) {
        spoilt = change;
        return this;
    }

    /** To these prompts the model before the one in force answers. */
    MadeUpJob relapsingAt(LongPredicate prompts) {
        relapses = prompts;
        return this;
    }

    /** What is said to the prompts, each of which the checker is shown too. */
    RecordedOutput answer(PromptSeries series, int prompts, OutputChecker checker) {
        for (int number = 0; number < prompts; number++) {
            PromptEvent prompt = series.prompt(number);
            checker.take(prompt);
            PositionedPrompt positioned = positions.next(prompt);
            if (positioned.namesModel()) {
                say(positioned.rejected(RejectionReason.UNKNOWN_MODEL));
            } else {
                answer(positioned);
            }
        }
        return output;
    }

    private void answer(PositionedPrompt prompt) {
        serveNext(prompt, 0);
        OracleModel inForce = serving;
        serving = relapses.test(prompt.number())
                ? history.get(history.newest() - 1).model()
                : serving;
        PartialAnswer answer = opened(prompt);
        if (answer == null) {
            say(prompt.rejected(RejectionReason.MODEL_MISMATCH));
        }
        while (answer != null && !answer.isComplete()) {
            if (answer.given() > 0 && serveNext(prompt, answer.given())) {
                inForce = serving;
                if (policy != ModelChangePolicy.KEEP) {
                    say(prompt.rejected(RejectionReason.MODEL_MISMATCH));
                    break;
                }
            }
            PartialAnswer.Next next = answer.next(serving);
            say(OutputRecord.of(next.chunk()));
            answer = next.answer();
            sessions.put(prompt.session(), new Made(serving, answer.state()));
        }
        serving = inForce;
    }

    private @Nullable PartialAnswer opened(PositionedPrompt prompt) {
        Made made = sessions.get(prompt.session());
        SessionState anew = serving.generator().start();
        if (prompt.event().getReset()) {
            return PartialAnswer.to(prompt, SessionStart.RESET, anew);
        } else if (made == null) {
            return PartialAnswer.to(prompt, SessionStart.NEW, anew);
        } else if (made.maker().is(serving)) {
            return PartialAnswer.to(prompt, SessionStart.RESUMED, made.state());
        }
        return switch (policy) {
            case KEEP -> PartialAnswer.to(prompt, SessionStart.RESUMED, made.state());
            case RESET -> PartialAnswer.to(prompt, SessionStart.MODEL_CHANGED, anew);
            default -> null;
        };
    }

    /** Serves the next rollout if it is time, and says whether it did. */
    private boolean serveNext(PositionedPrompt prompt, int chunks) {
        int number = history.newest() + 1;
        if (plan.isEmpty() || prompt.number() < (long) number * BETWEEN || chunks != number % 2) {
            return false;
        }
        Planned next = plan.remove(0);
        history.issue(next.model(), next.policy(), output.count());
        history.inForceFrom(prompt.number() + 1);
        serving = next.model();
        policy = next.policy();
        return true;
    }

    private void say(OutputRecord answer) {
        spoilt.apply(List.of(answer)).forEach(output::add);
    }
}

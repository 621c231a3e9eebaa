package io.rivulet.flink.serving;

import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.SessionState;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.state.ModelIdentity;
import io.rivulet.flink.state.OpenRequest;
import io.rivulet.flink.state.StoredSession;
import org.jspecify.annotations.Nullable;

/** Opens requests: decides whether a prompt is answered at all, and from which state of its session. */
final class Reception {

    private static final int SHOWN_DIGITS = 12;

    private final Generator generator;
    private final ModelIdentity model;
    private final RolloutPolicy policy;
    private final Admission admission;

    Reception(Generator generator, RolloutPolicy policy, Limits limits) {
        this.generator = generator;
        this.model = ModelIdentity.of(generator.config(), generator.fingerprint());
        this.policy = policy;
        this.admission = new Admission(generator, limits);
    }

    /** Throws the {@link Refusal} that a prompt earns by itself, whatever its session. */
    void check(Prompt prompt) {
        admission.check(prompt);
    }

    /** Throws the {@link Refusal} of a prompt that asks to forget and could not be told that it was obeyed. */
    void checkReceipt(Prompt prompt) {
        admission.checkSize(prompt, 0);
    }

    /**
     * Opens a request, or throws the {@link Refusal} that names the rule broken.
     *
     * @param stored the session at rest; null if there is none
     */
    OpenRequest open(Prompt prompt, @Nullable StoredSession stored) {
        admission.check(prompt);
        if (prompt.reset()) {
            return opened(prompt, SessionStart.RESET, generator.start());
        }
        if (stored == null) {
            return opened(prompt, SessionStart.NEW, generator.start());
        }
        if (!goesOn(stored) && policy == RolloutPolicy.RESET) {
            return opened(prompt, SessionStart.MODEL_CHANGED, generator.start());
        }
        requireGoesOn(stored);
        return opened(prompt, SessionStart.RESUMED, stored.state());
    }

    /** A request found in keyed state, ready to go on, or the {@link Refusal} if it cannot under this model. */
    OpenRequest resume(OpenRequest request) {
        StoredSession session = request.session();
        if (session.model().equals(model)) {
            return request;
        }
        requireGoesOn(session);
        admission.checkModel(request.prompt());
        return request.with(new StoredSession(model, session.state()));
    }

    private OpenRequest opened(Prompt prompt, SessionStart start, SessionState from) {
        return new OpenRequest(new StoredSession(model, from), prompt, start, admission.blockSteps(prompt), 0, 0);
    }

    private boolean goesOn(StoredSession session) {
        boolean keeps = policy == RolloutPolicy.KEEP && session.model().hasArchitectureOf(model);
        return keeps || session.model().fingerprint().equals(model.fingerprint());
    }

    private void requireGoesOn(StoredSession session) {
        if (!goesOn(session)) {
            throw new Refusal(
                    Reason.MODEL_MISMATCH,
                    "a session's state must be the loaded model's, " + shown(model) + " under policy " + policy
                            + ", found one of model " + shown(session.model())
                            + "; reset the session, or bring that model back");
        }
    }

    private static String shown(ModelIdentity model) {
        return model.fingerprint().substring(0, SHOWN_DIGITS);
    }
}

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

/** Decides from which state of its session a request begins or goes on, as the policy says if another model made it. */
final class Continuation {

    private final SessionState fresh;
    private final ModelIdentity model;
    private final RolloutPolicy policy;
    private final Admission admission;

    Continuation(Generator generator, RolloutPolicy policy, Admission admission) {
        this.fresh = generator.start();
        this.model = ModelIdentity.of(generator.config(), generator.fingerprint());
        this.policy = policy;
        this.admission = admission;
    }

    /**
     * Opens the request of a prompt that is admitted, or throws the {@link Refusal} that names the rule broken.
     *
     * @param stored the session at rest; null if there is none
     */
    OpenRequest start(Prompt prompt, @Nullable StoredSession stored) {
        if (prompt.reset()) {
            return opened(prompt, SessionStart.RESET, fresh);
        }
        if (stored == null) {
            return opened(prompt, SessionStart.NEW, fresh);
        }
        if (!goesOn(stored) && policy == RolloutPolicy.RESET) {
            return opened(prompt, SessionStart.MODEL_CHANGED, fresh);
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
                    "a session's state must be the loaded model's, "
                            + model.fingerprint().shortened() + " under policy " + policy
                            + ", found one of model "
                            + session.model().fingerprint().shortened()
                            + "; reset the session, or bring that model back");
        }
    }
}

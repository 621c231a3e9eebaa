package io.rivulet.deploy.qualification;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every record that a script must give, from its prompts alone, by the generator's own calls: no batch, no state backend,
 * no operator, no broker.
 */
final class Oracle {
    private final Bundle bundle;
    private final PromptPlaces places;
    private final Map<String, OracleSession> sessions = new HashMap<>();
    private final Map<String, List<Answer>> lanes = new HashMap<>();
    private final Generator generator;
    private long prompts;
    private long answers;

    Oracle(Bundle bundle, PromptPlaces places) {
        this.bundle = bundle;
        this.places = places;
        this.generator = new Generator(bundle, Kernels.best());
    }

    /** Takes the next prompt of the script. */
    void take(PromptEvent prompt) {
        SourcePosition source = places.next(prompt.getSessionId());
        if (prompt.getModel() == null) {
            sessions.computeIfAbsent(prompt.getSessionId(), id -> new OracleSession(bundle, generator))
                    .answer(prompt, source, chunk -> add(Answer.of(chunk)));
        } else {
            add(Answer.of(RejectedPrompt.newBuilder()
                    .setSource(source)
                    .setSessionId(prompt.getSessionId())
                    .setRequestId(prompt.getRequestId())
                    .setReason(RejectionReason.UNKNOWN_MODEL)
                    .setMessage("")
                    .build()));
        }
        prompts++;
    }

    /** Prompts taken. */
    long prompts() {
        return prompts;
    }

    /** Records that they give. */
    long answers() {
        return answers;
    }

    /** What they give, by lane, in order. */
    Map<String, List<Answer>> lanes() {
        return lanes;
    }

    private void add(Answer answer) {
        lanes.computeIfAbsent(answer.lane(), lane -> new ArrayList<>()).add(answer);
        answers++;
    }
}

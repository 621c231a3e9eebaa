package io.rivulet.testbed.qualification;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every record that a script must give, from its prompts alone, by the generator's own calls: no batch, no state backend,
 * no operator, no broker.
 */
final class Oracle implements Judge {
    private final OracleModel model;
    private final PromptPlaces places;
    private final Map<String, OracleSession> sessions = new HashMap<>();
    private final Map<String, List<Answer>> lanes = new HashMap<>();
    private long prompts;
    private long answers;

    Oracle(Bundle bundle, PromptPlaces places) {
        this.model = OracleModel.of(bundle);
        this.places = places;
    }

    @Override
    public void take(PromptEvent prompt) {
        Asked asked = new Asked(prompt, places.next(prompt.getSessionId()));
        if (prompt.getModel() == null) {
            sessions.computeIfAbsent(asked.session(), id -> new OracleSession(model))
                    .answer(asked, chunk -> add(Answer.of(chunk)));
        } else {
            add(asked.rejected(RejectionReason.UNKNOWN_MODEL));
        }
        prompts++;
    }

    @Override
    public long prompts() {
        return prompts;
    }

    @Override
    public boolean isComplete(Recording recording) {
        return recording.count() >= answers;
    }

    @Override
    public Verdict verdict(Recording recording) {
        return Verdict.of(lanes, recording.lanes());
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

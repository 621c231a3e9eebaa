package io.rivulet.testbed.qualification;

import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a job whose model is exchanged under load. Which prompt meets which model is not for the prompts to decide; so it
 * follows along: what each record says of its model must be what an order gives that the task may have followed, and from
 * there on every byte is decided.
 */
final class RolloutJudge implements Judge {
    private final Orders orders;
    private final PromptPlaces places;
    private final List<Asked> script = new ArrayList<>();
    private Findings findings;

    RolloutJudge(Orders orders, PromptPlaces places) {
        this.orders = orders;
        this.places = places;
        this.findings = new Findings(orders);
    }

    @Override
    public void take(PromptEvent prompt) {
        script.add(new Asked(prompt, places.next(prompt.getSessionId())));
    }

    @Override
    public long prompts() {
        return script.size();
    }

    @Override
    public boolean isComplete(Recording recording) {
        return recording.ended() >= script.size();
    }

    @Override
    public Verdict verdict(Recording recording) {
        Sightings seen = new Sightings(recording.answers());
        Findings found = new Findings(orders);
        Map<String, FollowedSession> sessions = new HashMap<>();
        Map<String, List<Answer>> lanes = new LinkedHashMap<>();
        for (Asked asked : script) {
            if (asked.prompt().getModel() == null) {
                sessions.computeIfAbsent(asked.session(), id -> new FollowedSession(orders, seen, found))
                        .follow(asked, answer -> add(answer, lanes));
            } else {
                add(asked.rejected(RejectionReason.UNKNOWN_MODEL), lanes);
            }
        }
        findings = found;
        return Verdict.of(lanes, recording.lanes());
    }

    /** What the last verdict does not say. */
    Findings findings() {
        return findings;
    }

    private static void add(Answer answer, Map<String, List<Answer>> lanes) {
        lanes.computeIfAbsent(answer.lane(), lane -> new ArrayList<>()).add(answer);
    }
}

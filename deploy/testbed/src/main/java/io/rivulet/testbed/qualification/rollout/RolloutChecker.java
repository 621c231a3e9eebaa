package io.rivulet.testbed.qualification.rollout;

import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.testbed.qualification.oracle.OutputChecker;
import io.rivulet.testbed.qualification.oracle.OutputLanes;
import io.rivulet.testbed.qualification.oracle.PositionedPrompt;
import io.rivulet.testbed.qualification.oracle.PromptPositions;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import io.rivulet.testbed.qualification.oracle.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks a job to which models are rolled out under load. */
public final class RolloutChecker implements OutputChecker {
    private final RolloutHistory history;
    private final PromptPositions positions;
    private final List<PositionedPrompt> prompts = new ArrayList<>();
    private RolloutFindings findings;

    /** @param history is read when a verdict is asked for */
    public RolloutChecker(RolloutHistory history, PromptPositions positions) {
        this.history = history;
        this.positions = positions;
        this.findings = new RolloutFindings(history);
    }

    @Override
    public void take(PromptEvent prompt) {
        prompts.add(positions.next(prompt));
    }

    @Override
    public long prompts() {
        return prompts.size();
    }

    @Override
    public boolean isComplete(RecordedOutput output) {
        return output.ended() >= prompts.size();
    }

    @Override
    public Verdict verdict(RecordedOutput output) {
        OutputIndex seen = new OutputIndex(output.records());
        RolloutFindings found = new RolloutFindings(history);
        Map<String, FollowedSession> sessions = new HashMap<>();
        OutputLanes lanes = new OutputLanes();
        for (PositionedPrompt prompt : prompts) {
            if (prompt.namesModel()) {
                lanes.add(prompt.rejected(RejectionReason.UNKNOWN_MODEL));
            } else {
                sessions.computeIfAbsent(prompt.session(), id -> new FollowedSession(history, seen, found))
                        .follow(prompt, lanes::add);
            }
        }
        findings = found;
        return Verdict.of(lanes, output.lanes());
    }

    /** What the last verdict does not say. */
    public RolloutFindings findings() {
        return findings;
    }
}

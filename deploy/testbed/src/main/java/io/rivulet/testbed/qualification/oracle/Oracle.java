package io.rivulet.testbed.qualification.oracle;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectionReason;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Every record that a series of prompts must give, from the prompts alone, by the generator's own calls: no batch, no
 * state backend, no operator, no broker.
 */
public final class Oracle implements OutputChecker {
    private final OracleModel model;
    private final PromptPositions positions;
    private final Predicate<PromptEvent> tooLarge;
    private final Map<String, OracleSession> sessions = new HashMap<>();
    private final OutputLanes lanes = new OutputLanes();
    private long prompts;

    /** An oracle that has seen no prompt. */
    public Oracle(Bundle bundle, PromptPositions positions) {
        this(bundle, positions, prompt -> false);
    }

    /**
     * The same of a job whose chunks must be small.
     *
     * @param tooLarge prompts of whose answers a chunk would not be
     */
    public Oracle(Bundle bundle, PromptPositions positions, Predicate<PromptEvent> tooLarge) {
        this.model = OracleModel.of(bundle);
        this.positions = positions;
        this.tooLarge = tooLarge;
    }

    @Override
    public void take(PromptEvent event) {
        PositionedPrompt prompt = positions.next(event);
        if (prompt.namesModel()) {
            lanes.add(prompt.rejected(RejectionReason.UNKNOWN_MODEL));
        } else if (tooLarge.test(event)) {
            lanes.add(prompt.rejected(RejectionReason.INVALID_FIELD));
        } else {
            sessions.computeIfAbsent(prompt.session(), id -> new OracleSession(model))
                    .answer(prompt, chunk -> lanes.add(OutputRecord.of(chunk)));
        }
        prompts++;
    }

    /** Takes the next prompt of the series as one that the job never read. */
    void pass(PromptEvent event) {
        positions.next(event);
        prompts++;
    }

    @Override
    public long prompts() {
        return prompts;
    }

    @Override
    public boolean isComplete(RecordedOutput output) {
        return output.count() >= lanes.size();
    }

    @Override
    public Verdict verdict(RecordedOutput output) {
        return Verdict.of(lanes, output.lanes());
    }

    /** What the prompts taken give. */
    OutputLanes lanes() {
        return lanes;
    }
}

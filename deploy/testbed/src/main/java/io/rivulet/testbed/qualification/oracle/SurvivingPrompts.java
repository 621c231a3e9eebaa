package io.rivulet.testbed.qualification.oracle;

import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Expects what the oracle does, but for prompts that were removed before the job read them. */
public final class SurvivingPrompts implements OutputChecker {
    private final Supplier<Oracle> oracles;
    private final PromptPositions positions;
    private final List<PromptEvent> prompts = new ArrayList<>();
    private Predicate<SourcePosition> removed = position -> false;
    private @Nullable Oracle oracle;

    /**
     * @param oracles that have seen no prompt
     * @param positions of a topic without a prompt
     */
    public SurvivingPrompts(Supplier<Oracle> oracles, PromptPositions positions) {
        this.oracles = oracles;
        this.positions = positions;
    }

    /** Says which are gone, before anything is judged. */
    public void without(Predicate<SourcePosition> gone) {
        removed = gone;
    }

    @Override
    public synchronized void take(PromptEvent prompt) {
        prompts.add(prompt);
    }

    @Override
    public synchronized long prompts() {
        return prompts.size();
    }

    @Override
    public boolean isComplete(RecordedOutput output) {
        return oracle().isComplete(output);
    }

    @Override
    public Verdict verdict(RecordedOutput output) {
        return oracle().verdict(output);
    }

    private synchronized Oracle oracle() {
        Oracle known = oracle;
        if (known == null) {
            known = oracles.get();
            for (PromptEvent prompt : prompts) {
                if (removed.test(positions.next(prompt).source())) {
                    known.pass(prompt);
                } else {
                    known.take(prompt);
                }
            }
            oracle = known;
        }
        return known;
    }
}

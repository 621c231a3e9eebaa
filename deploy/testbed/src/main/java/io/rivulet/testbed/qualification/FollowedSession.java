package io.rivulet.testbed.qualification;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session, gone through along what was recorded of it. Each record is taken for the work of the oldest order that gives
 * it and that its task may have followed: the orders that a session meets only get newer, so none that could explain a later
 * record is passed over.
 */
final class FollowedSession {
    private final Orders orders;
    private final Sightings seen;
    private final Findings findings;
    /** Number of the newest order that the session has met for certain. */
    private int met;

    private Step.@Nullable Rest rest;

    FollowedSession(Orders orders, Sightings seen, Findings findings) {
        this.orders = orders;
        this.seen = seen;
        this.findings = findings;
    }

    /** Says which records must answer the session's next prompt, given those that do. */
    void follow(Asked asked, Consumer<Answer> expected) {
        OracleAnswer begun = null;
        do {
            Step step = next(asked, begun);
            expected.accept(step.answer());
            begun = step.after();
            if (begun != null) {
                rest = new Step.Rest(step.model(), begun.state());
            }
        } while (begun != null && !begun.isComplete());
    }

    private Step next(Asked asked, @Nullable OracleAnswer begun) {
        int oldest = orders.oldestFor(asked.number(), met);
        Sightings.Sighting said = seen.next(asked, begun == null ? 0 : begun.given());
        if (said == null) {
            return step(oldest, asked, begun);
        }
        Step explained = explained(oldest, said, asked, begun);
        if (explained == null) {
            findings.unexplained(said.answer());
            return claimed(said.answer(), asked, begun);
        }
        Step.Rest before = rest;
        boolean handedOver = begun != null && before != null && !before.maker().is(explained.model());
        findings.explained(met, explained.answer(), begun != null, handedOver);
        return explained;
    }

    /** The step that gives the record, else the first that it claims to be, of the orders that may be; null if there is none. */
    private @Nullable Step explained(int oldest, Sightings.Sighting said, Asked asked, @Nullable OracleAnswer begun) {
        Step claimed = null;
        int claimedOf = met;
        for (int number = oldest; number <= orders.newestFor(said.place()); number++) {
            Step step = step(number, asked, begun);
            if (step.isClaimedBy(said.answer()) && step.gives(said.answer())) {
                met = number;
                return step;
            }
            if (step.isClaimedBy(said.answer()) && claimed == null) {
                claimed = step;
                claimedOf = number;
            }
        }
        met = claimedOf;
        return claimed;
    }

    /** What the record claims to be, whatever orders may be, so that those after it can be judged. */
    private Step claimed(Answer said, Asked asked, @Nullable OracleAnswer begun) {
        for (int number = 0; number <= orders.newest(); number++) {
            Step step = step(number, asked, begun);
            if (step.isClaimedBy(said)) {
                return step;
            }
        }
        return step(met, asked, begun);
    }

    private Step step(int order, Asked asked, @Nullable OracleAnswer begun) {
        return Step.of(orders.get(order), asked, rest, begun);
    }
}

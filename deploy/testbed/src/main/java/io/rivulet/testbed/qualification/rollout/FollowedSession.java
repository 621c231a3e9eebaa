package io.rivulet.testbed.qualification.rollout;

import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.oracle.PartialAnswer;
import io.rivulet.testbed.qualification.oracle.PositionedPrompt;
import io.rivulet.testbed.qualification.rollout.NextRecord.LeftSession;
import io.rivulet.testbed.qualification.rollout.NextRecord.Progress;
import io.rivulet.testbed.qualification.rollout.RolloutTally.Standing;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session, gone through along what was recorded of it. Each record is taken for the work of the oldest rollout that
 * gives it and that its task may have met: the rollouts that a session meets only get newer, so none that could explain
 * a later record is passed over.
 */
final class FollowedSession {
    private final RolloutHistory history;
    private final OutputIndex seen;
    private final RolloutFindings findings;
    /** Number of the newest rollout that the session has met for certain. */
    private int met;

    private @Nullable LeftSession left;

    FollowedSession(RolloutHistory history, OutputIndex seen, RolloutFindings findings) {
        this.history = history;
        this.seen = seen;
        this.findings = findings;
    }

    /** Says which records must answer the session's next prompt, given those that do. */
    void follow(PositionedPrompt prompt, Consumer<OutputRecord> expected) {
        PartialAnswer begun = null;
        do {
            NextRecord next = next(new Progress(prompt, left, begun));
            expected.accept(next.record());
            begun = next.after();
            if (begun != null) {
                left = new LeftSession(next.model(), begun.state());
            }
        } while (begun != null && !begun.isComplete());
    }

    private NextRecord next(Progress progress) {
        PartialAnswer begun = progress.begun();
        int oldest = history.oldestFor(progress.prompt().number(), met);
        OutputIndex.Entry said = seen.next(progress.prompt(), begun == null ? 0 : begun.given());
        if (said == null) {
            return next(oldest, progress);
        }
        NextRecord explained = explained(oldest, said, progress);
        if (explained == null) {
            findings.unexplained(said.record());
            return claimed(said.record(), progress);
        }
        findings.explained(met, explained.record(), standing(explained, progress));
        return explained;
    }

    private static Standing standing(NextRecord next, Progress progress) {
        LeftSession before = progress.left();
        if (progress.begun() == null || before == null) {
            return Standing.FIRST;
        }
        return before.maker().is(next.model()) ? Standing.LATER : Standing.HANDED_OVER;
    }

    /**
     * What gives the record, else the first that it claims to be, of the rollouts from the oldest on that may be; null
     * if there is none.
     */
    private @Nullable NextRecord explained(int oldest, OutputIndex.Entry said, Progress progress) {
        NextRecord claimed = null;
        int claimedOf = met;
        for (int number = oldest; number <= history.newestFor(said.before()); number++) {
            NextRecord next = next(number, progress);
            if (next.isClaimedBy(said.record()) && next.gives(said.record())) {
                met = number;
                return next;
            }
            if (next.isClaimedBy(said.record()) && claimed == null) {
                claimed = next;
                claimedOf = number;
            }
        }
        met = claimedOf;
        return claimed;
    }

    /** What the record claims to be, whatever rollouts may be, so that those after it can be judged. */
    private NextRecord claimed(OutputRecord said, Progress progress) {
        for (int number = 0; number <= history.newest(); number++) {
            NextRecord next = next(number, progress);
            if (next.isClaimedBy(said)) {
                return next;
            }
        }
        return next(met, progress);
    }

    private NextRecord next(int rollout, Progress progress) {
        return NextRecord.of(history.get(rollout), progress);
    }
}

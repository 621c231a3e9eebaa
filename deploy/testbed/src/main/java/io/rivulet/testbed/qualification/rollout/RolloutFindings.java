package io.rivulet.testbed.qualification.rollout;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.testbed.qualification.oracle.OutputRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each rollout gave, and what none explains. */
public final class RolloutFindings {
    private final RolloutHistory history;
    private final List<RolloutTally> tallies = new ArrayList<>();
    private final List<OutputRecord> unexplained = new ArrayList<>();

    RolloutFindings(RolloutHistory history) {
        this.history = history;
        for (int number = 0; number <= history.newest(); number++) {
            tallies.add(new RolloutTally());
        }
    }

    /** Counts a record that this rollout gave. */
    void explained(int rollout, OutputRecord answer, RolloutTally.Standing standing) {
        tallies.get(rollout).add(answer, standing);
    }

    /** Counts a record that no rollout gives which its task may have met. */
    void unexplained(OutputRecord answer) {
        unexplained.add(answer);
    }

    RolloutTally of(int rollout) {
        return tallies.get(rollout);
    }

    /** A line for each promise that is broken beside those of the verdict. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (!unexplained.isEmpty()) {
            OutputRecord first = unexplained.get(0);
            String model = first.isDeadLetter() ? "" : " by model " + new Fingerprint(first.model()).shortened();
            broken.add(String.format(
                    Locale.ROOT,
                    "records that none of the rollouts explains which their task may have met must be 0, found %,d;"
                            + " the first is number %d to prompt %d of the %s%s",
                    unexplained.size(),
                    first.place().index(),
                    first.prompt(),
                    first.lane(),
                    model));
        }
        for (int number = 1; number <= history.newest(); number++) {
            if (of(number).chunks() == 0) {
                broken.add("every rollout must take effect, no chunk came of rollout " + number + ", "
                        + history.get(number));
            }
        }
        if (all().handedOver() == 0 || all().cutShort() == 0) {
            broken.add("rollouts must meet answers under way, found: " + all());
        }
        return broken;
    }

    /** What is to be known beside, a line each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int number = 0; number <= history.newest(); number++) {
            String what = number == 0 ? "configured" : "rollout " + number;
            notes.add(what + ", " + history.get(number) + ": " + of(number));
        }
        notes.add("all: " + all());
        return notes;
    }

    private RolloutTally all() {
        RolloutTally all = new RolloutTally();
        tallies.forEach(all::add);
        return all;
    }
}

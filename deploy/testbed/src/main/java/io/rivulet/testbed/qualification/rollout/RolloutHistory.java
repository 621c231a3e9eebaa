package io.rivulet.testbed.qualification.rollout;

import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import java.util.ArrayList;
import java.util.List;

/** What a job was told to serve, in order; number 0 is how it was configured. */
public final class RolloutHistory {
    private final List<IssuedRollout> rollouts = new ArrayList<>();

    /** @param configured what the job serves until its first rollout */
    public RolloutHistory(OracleModel configured, ModelChangePolicy policy) {
        rollouts.add(new IssuedRollout(configured, policy, 0, 0));
    }

    /** Notes a rollout that is about to be issued, when so many records have been read; returns its number. */
    public int issue(OracleModel model, ModelChangePolicy policy, int recordsRead) {
        if (!model.bundle().config().equals(rollouts.get(0).model().bundle().config())) {
            throw new IllegalArgumentException("models that follow each other in a job must have one architecture and"
                    + " name here, got others with " + model + "; make it from the first");
        }
        rollouts.add(new IssuedRollout(model, policy, recordsRead, IssuedRollout.NOT_YET));
        return newest();
    }

    /** The newest rollout is in force for that prompt and all later ones. */
    public void inForceFrom(long prompt) {
        rollouts.add(rollouts.remove(newest()).inForceFrom(prompt));
    }

    /** A rollout by its number. */
    public IssuedRollout get(int number) {
        return rollouts.get(number);
    }

    /** Number of the newest. */
    public int newest() {
        return rollouts.size() - 1;
    }

    /**
     * Number of the oldest rollout that a task may serve as it comes to a prompt, if {@code met} is the newest it had
     * met.
     */
    int oldestFor(long prompt, int met) {
        int oldest = met;
        for (int number = met + 1; number <= newest() && rollouts.get(number).inForce() <= prompt; number++) {
            oldest = number;
        }
        return oldest;
    }

    /** Number of the newest rollout that a record may know which came after {@code before} others. */
    int newestFor(int before) {
        int newest = newest();
        while (rollouts.get(newest).recordsBefore() > before) {
            newest--;
        }
        return newest;
    }
}

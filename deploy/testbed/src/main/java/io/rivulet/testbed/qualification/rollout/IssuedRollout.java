package io.rivulet.testbed.qualification.rollout;

import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.testbed.qualification.oracle.OracleModel;

/**
 * A model that a job was told to serve. Prompts and rollouts have no common order, so when a task begins to serve it is
 * known within bounds only.
 *
 * @param policy what becomes of sessions whose state another model made; all models of a job here have one architecture
 * @param recordsBefore records that had been read when it was issued: those cannot know it
 * @param inForce number of the first prompt that must know it
 */
public record IssuedRollout(OracleModel model, ModelChangePolicy policy, int recordsBefore, long inForce) {
    /** Not known to be in force. */
    static final long NOT_YET = Long.MAX_VALUE;

    public IssuedRollout {
        if (policy == ModelChangePolicy.UNKNOWN || recordsBefore < 0 || inForce < 0) {
            throw new IllegalArgumentException("a rollout has a policy that is known, and bounds of 0 or more, got "
                    + policy + ", " + recordsBefore + " records and prompt " + inForce + "; count from 0");
        }
    }

    /** This, in force from that prompt on. */
    IssuedRollout inForceFrom(long prompt) {
        return new IssuedRollout(model, policy, recordsBefore, prompt);
    }

    /** Whether its model goes on from a state that {@code maker} left. */
    boolean goesOnFrom(OracleModel maker) {
        return policy == ModelChangePolicy.KEEP || model.is(maker);
    }

    @Override
    public String toString() {
        return model + " under " + policy;
    }
}

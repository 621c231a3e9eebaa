package io.rivulet.testbed.qualification;

import io.rivulet.schemas.event.ModelChangePolicy;

/**
 * What a job is told to serve. Prompts and orders have no common order, so when a task obeys is known within bounds only.
 *
 * @param policy what becomes of sessions whose state another model made; all models of a trial have one architecture
 * @param given records that had been read when it was given: those cannot know it
 * @param inForce number of the first prompt that must know it
 */
record Order(OracleModel model, ModelChangePolicy policy, int given, long inForce) {
    /** Not known to be in force. */
    static final long NOT_YET = Long.MAX_VALUE;

    Order {
        if (policy == ModelChangePolicy.UNKNOWN || given < 0 || inForce < 0) {
            throw new IllegalArgumentException("an order has a policy that is known, and bounds of 0 or more, got "
                    + policy + ", " + given + " records and prompt " + inForce + "; count from 0");
        }
    }

    /** This, in force from that prompt on. */
    Order inForceFrom(long prompt) {
        return new Order(model, policy, given, prompt);
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

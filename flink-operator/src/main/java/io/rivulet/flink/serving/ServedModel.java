package io.rivulet.flink.serving;

import io.rivulet.core.generate.Generator;
import io.rivulet.flink.event.RolloutPolicy;

/**
 * The model that is loaded: all that a rollout puts in another's place.
 *
 * @param admission which prompts it may answer
 * @param continuation from which state of a session it goes on
 * @param answerer what it answers
 */
record ServedModel(Admission admission, Continuation continuation, Answerer answerer) {

    static ServedModel of(Generator generator, RolloutPolicy policy, Limits limits) {
        Admission admission = new Admission(generator, limits);
        return new ServedModel(admission, new Continuation(generator, policy, admission), new Answerer(generator));
    }
}

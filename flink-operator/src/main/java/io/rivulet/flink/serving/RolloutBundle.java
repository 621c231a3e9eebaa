package io.rivulet.flink.serving;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rollout;
import java.io.IOException;

/** Loads the bundle of a rollout, or throws the {@link Refusal} that names the rule broken. */
final class RolloutBundle {

    private RolloutBundle() {}

    /** Refuses a path that each worker would look for in a folder of its own. */
    static void requireAbsolute(Rollout rollout) {
        boolean relative;
        try {
            relative = new BundleLocation(rollout.path()).isRelative();
        } catch (IllegalArgumentException e) {
            throw unavailable(e);
        }
        if (relative) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "the path of a rollout must be absolute, found one that begins in whichever folder a worker runs;"
                            + " send the whole path, or a URI");
        }
    }

    static Bundle load(Rollout rollout) {
        Bundle bundle;
        try {
            bundle = new BundleLocation(rollout.path()).load();
        } catch (IOException | BundleException | IllegalArgumentException | SecurityException e) {
            throw unavailable(e);
        }
        Fingerprint demanded = new Fingerprint(rollout.fingerprint());
        if (!bundle.fingerprint().equals(demanded)) {
            throw refusal("the bundle at the rollout's path must have the fingerprint "
                    + demanded.shortened() + ", found "
                    + bundle.fingerprint().shortened()
                    + "; roll out the bundle that is there, or put the other one there");
        }
        if (!bundle.config().name().equals(rollout.model())) {
            throw refusal("the rollout must name the model as its bundle does, "
                    + bundle.config().name() + ", got a name of "
                    + rollout.model().length()
                    + " characters; correct it");
        }
        return bundle;
    }

    private static Refusal unavailable(Exception e) {
        return refusal("a rollout must name a bundle that every worker can load, but " + e.getMessage());
    }

    private static Refusal refusal(String message) {
        return new Refusal(Reason.MODEL_UNAVAILABLE, message);
    }
}

package io.rivulet.flink.operator;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.flink.event.ModelOrder;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import java.io.IOException;

/** Loads the bundle of an order, or throws the {@link Refusal} that names the rule broken. */
final class OrderedBundle {

    private static final int SHOWN_DIGITS = 12;

    private OrderedBundle() {}

    static Bundle load(ModelOrder order) {
        Bundle bundle;
        try {
            bundle = new BundleLocation(order.path()).load();
        } catch (IOException | BundleException | IllegalArgumentException | SecurityException e) {
            throw refusal("an order must name a bundle that every worker can load, but " + e.getMessage());
        }
        if (!bundle.fingerprint().equals(order.fingerprint())) {
            throw refusal("the bundle at the order's path must have the fingerprint "
                    + shown(order.fingerprint()) + ", found " + shown(bundle.fingerprint())
                    + "; order the bundle that is there, or put the other one there");
        }
        if (!bundle.config().name().equals(order.model())) {
            throw refusal("the order must name the model as its bundle does, "
                    + bundle.config().name() + ", got a name of "
                    + order.model().length()
                    + " characters; correct it");
        }
        return bundle;
    }

    private static Refusal refusal(String message) {
        return new Refusal(Reason.MODEL_UNAVAILABLE, message);
    }

    private static String shown(String fingerprint) {
        return fingerprint.substring(0, SHOWN_DIGITS);
    }
}

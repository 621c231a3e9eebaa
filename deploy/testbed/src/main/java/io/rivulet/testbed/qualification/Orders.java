package io.rivulet.testbed.qualification;

import io.rivulet.schemas.event.ModelChangePolicy;
import java.util.ArrayList;
import java.util.List;

/** What a job was told to serve, in order; number 0 is how it was configured. */
final class Orders {
    private final List<Order> orders = new ArrayList<>();

    /** @param configured what the job serves until it obeys an order */
    Orders(OracleModel configured, ModelChangePolicy policy) {
        orders.add(new Order(configured, policy, 0, 0));
    }

    /** Notes an order that is about to be given, when so many records have been read; returns its number. */
    int give(OracleModel model, ModelChangePolicy policy, int recordsRead) {
        if (!model.bundle().config().equals(orders.get(0).model().bundle().config())) {
            throw new IllegalArgumentException("models that follow each other in a trial must have one architecture and"
                    + " name, got others with " + model + "; make it from the first");
        }
        orders.add(new Order(model, policy, recordsRead, Order.NOT_YET));
        return newest();
    }

    /** The newest order is in force for that prompt and all later ones. */
    void inForceFrom(long prompt) {
        orders.add(orders.remove(newest()).inForceFrom(prompt));
    }

    Order get(int number) {
        return orders.get(number);
    }

    int newest() {
        return orders.size() - 1;
    }

    /** Number of the oldest order that a task may follow as it comes to a prompt, if {@code met} is the newest it had met. */
    int oldestFor(long prompt, int met) {
        int oldest = met;
        for (int number = met + 1; number <= newest() && orders.get(number).inForce() <= prompt; number++) {
            oldest = number;
        }
        return oldest;
    }

    /** Number of the newest order that a record may know which is the {@code place}-th that was read. */
    int newestFor(int place) {
        int newest = newest();
        while (orders.get(newest).given() > place) {
            newest--;
        }
        return newest;
    }
}

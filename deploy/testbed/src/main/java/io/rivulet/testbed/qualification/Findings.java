package io.rivulet.testbed.qualification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each order gave, and what none explains. */
final class Findings {
    private final Orders orders;
    private final List<OrderTally> tallies = new ArrayList<>();
    private final List<Answer> unexplained = new ArrayList<>();

    Findings(Orders orders) {
        this.orders = orders;
        for (int number = 0; number <= orders.newest(); number++) {
            tallies.add(new OrderTally());
        }
    }

    /**
     * Counts a record that this order gave.
     *
     * @param begun whether chunks of the same answer were before it
     * @param handedOver whether the last of them was by another model
     */
    void explained(int order, Answer answer, boolean begun, boolean handedOver) {
        tallies.get(order).add(answer, begun, handedOver);
    }

    /** Counts a record that no order gives which its task may have followed. */
    void unexplained(Answer answer) {
        unexplained.add(answer);
    }

    OrderTally of(int order) {
        return tallies.get(order);
    }

    /** A line for each promise that is broken beside those of the verdict. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (!unexplained.isEmpty()) {
            Answer first = unexplained.get(0);
            String model = first.model().isEmpty() ? "" : " by model " + Verdict.shortened(first.model());
            broken.add(String.format(
                    Locale.ROOT,
                    "records that none of the orders explains which their task may have followed must be 0, found %,d;"
                            + " the first is number %d to prompt %d of the %s%s",
                    unexplained.size(),
                    first.index(),
                    first.request(),
                    first.lane(),
                    model));
        }
        for (int number = 1; number <= orders.newest(); number++) {
            if (of(number).chunks() == 0) {
                broken.add(
                        "every order must take effect, no chunk came of order " + number + ", " + orders.get(number));
            }
        }
        if (all().handedOver() == 0 || all().cutShort() == 0) {
            broken.add("orders must meet answers under way, found: " + all());
        }
        return broken;
    }

    private OrderTally all() {
        OrderTally all = new OrderTally();
        tallies.forEach(all::add);
        return all;
    }

    /** What is to be known beside, a line each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int number = 0; number <= orders.newest(); number++) {
            String what = number == 0 ? "configured" : "order " + number;
            notes.add(what + ", " + orders.get(number) + ": " + of(number));
        }
        notes.add("all: " + all());
        return notes;
    }
}

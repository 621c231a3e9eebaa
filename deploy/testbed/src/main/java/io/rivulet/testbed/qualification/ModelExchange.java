package io.rivulet.testbed.qualification;

import io.rivulet.schemas.event.ModelChangePolicy;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Gives orders to the job of a trial.
 *
 * @param orders are told of each, and from when on it is in force
 */
record ModelExchange(Trial trial, ControlTopic control, Orders orders, Consumer<String> say) {
    /** Prompts until something else happens. */
    static final long BETWEEN = 150;

    /**
     * Orders a model, and returns some time after it is in force. That it is so is shown by a committed answer that can only be
     * of this order: the checkpoint of that answer has the order in every task, for Flink aligns them.
     *
     * @param path where its bundle lies
     */
    void to(OracleModel model, String path, ModelChangePolicy policy) throws IOException, InterruptedException {
        // The order is to meet answers under way.
        trial.awaitSent((trial.sent() / Script.LONG_EVERY + 1) * Script.LONG_EVERY);
        long start = System.nanoTime();
        int number = orders.give(model, policy, trial.reading().recording().count());
        control.order(model, path, policy);
        trial.awaitAnswered(trial.sent() + 1, model);
        // The next prompt may have been handed over already when the answer was seen.
        long inForce = trial.sent() + 1;
        orders.inForceFrom(inForce);
        say.accept(String.format(
                Locale.ROOT,
                "  order %d, %s: in force after %.1f s, from prompt %d on",
                number,
                orders.get(number),
                (System.nanoTime() - start) / 1e9,
                inForce));
        trial.awaitAnswered(inForce + BETWEEN);
    }
}

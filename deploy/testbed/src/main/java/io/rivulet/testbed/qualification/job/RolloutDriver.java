package io.rivulet.testbed.qualification.job;

import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.testbed.qualification.load.PromptSeries;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import io.rivulet.testbed.qualification.rollout.RolloutHistory;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Rolls models out to a job under load.
 *
 * @param history is told of each rollout, and from when on it is in force
 */
public record RolloutDriver(JobUnderLoad job, RolloutTopic topic, RolloutHistory history, Consumer<String> say) {
    /** Prompts until something else happens. */
    public static final long BETWEEN = 150;

    /**
     * Rolls a model out, and returns some time after it is in force. That it is so is shown by a committed answer that
     * can only be of this rollout: the checkpoint of that answer has the rollout in every task, for Flink aligns them.
     *
     * @param path where its bundle lies
     */
    public void rollOut(OracleModel model, String path, ModelChangePolicy policy)
            throws IOException, InterruptedException {
        // The rollout is to meet answers under way.
        job.awaitSent((job.sent() / PromptSeries.LONG_EVERY + 1) * PromptSeries.LONG_EVERY);
        long start = System.nanoTime();
        int number = history.issue(model, policy, job.reader().output().count());
        topic.publish(model, path, policy);
        job.awaitAnswered(job.sent() + 1, model);
        // The next prompt may have been handed over already when the answer was seen.
        long inForce = job.sent() + 1;
        history.inForceFrom(inForce);
        say.accept(String.format(
                Locale.ROOT,
                "  rollout %d, %s: in force after %.1f s, from prompt %d on",
                number,
                history.get(number),
                (System.nanoTime() - start) / 1e9,
                inForce));
        job.awaitAnswered(inForce + BETWEEN);
    }
}

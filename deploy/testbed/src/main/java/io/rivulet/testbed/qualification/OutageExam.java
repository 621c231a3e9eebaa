package io.rivulet.testbed.qualification;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.cluster.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;

/**
 * Broker and workers are gone for longer than the transaction timeout, from the moment on at which a checkpoint is
 * committed and its transactions are not yet. The broker then aborts them, and no checkpoint can bring their answers back:
 * the job must not go on as if nothing were. It must fail with an error that names the option.
 */
final class OutageExam implements Exam {
    private static final Duration TIMEOUT = Duration.ofSeconds(12);
    /** How often a broker looks for transactions that are open for too long, and some more. */
    private static final Duration BROKER_LOOKS = Duration.ofSeconds(14);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long BEFORE = 100;

    private static final Variant SHORT = options -> {
        Configuration bounded = new Configuration(options);
        bounded.set(RivuletOptions.TRANSACTION_TIMEOUT, TIMEOUT);
        return Variant.HONEST.with(bounded);
    };

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        try (Trial trial = hall.trial(site, SHORT, name())) {
            trial.awaitAnswered(BEFORE);
            String moment = Moment.AFTER_COMMIT.await(site.flink().checkpoints(trial.job()), hall.random());
            long sent = trial.sent();
            outage(site);
            String failure = failureOrAnswer(site, trial, sent);
            List<String> notes = new ArrayList<>();
            notes.add(String.format(
                    Locale.ROOT,
                    "broker and workers gone %s for longer than the transaction timeout of %d s",
                    moment,
                    TIMEOUT.toSeconds()));
            notes.add(failure.isEmpty() ? "the job went on" : "the job failed: " + failure);
            List<String> broken = failure.isEmpty() ? trial.stop().verdict().broken() : List.of();
            return new Row(name(), sent, null, List.of(), notes, broken, (System.nanoTime() - start) / 1e9);
        }
    }

    private static void outage(Site site) throws Exception {
        site.broker().process().kill();
        for (JavaProcess worker : site.flink().workers()) {
            worker.kill();
        }
        Thread.sleep(TIMEOUT.plusSeconds(2).toMillis());
        site.broker().restart();
        Thread.sleep(BROKER_LOOKS.toMillis());
        for (int i = 0; i < site.flink().workers().size(); i++) {
            site.flink().restartWorker(i);
        }
    }

    /** What the leader says of a failure that names the option; empty if answers come instead. */
    private static String failureOrAnswer(Site site, Trial trial, long sent) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (trial.reading().newest() < sent) {
            for (String failure : site.flink().reports().failures(trial.job())) {
                if (failure.contains(RivuletOptions.TRANSACTION_TIMEOUT.key())) {
                    return failure;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("after an outage the job must answer or name "
                        + RivuletOptions.TRANSACTION_TIMEOUT.key() + " within " + PATIENCE.toSeconds()
                        + " s, it did neither; see the logs of leader and workers");
            }
            Thread.sleep(200);
        }
        return "";
    }
}

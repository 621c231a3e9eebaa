package io.rivulet.testbed.qualification;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A reader that takes far less than is written, for a while: it must miss nothing, and nobody must wait for it. */
final class SlowConsumerExam implements Exam {
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(25);
    private static final long BEFORE = 100;

    @Override
    public String name() {
        return "slow-consumer";
    }

    @Override
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        try (Trial trial = hall.trial(site, Variant.HONEST, name())) {
            trial.awaitAnswered(BEFORE);
            Reading slow = trial.reading();
            int before = slow.recording().count();
            slow.rest(REST);
            Thread.sleep(LENGTH.toMillis());
            int taken = slow.recording().count() - before;
            slow.rest(Duration.ZERO);
            Trial.Outcome outcome = hall.counted(trial.stop());
            String note = String.format(
                    Locale.ROOT,
                    "in %d s the consumer took %d records, of %d in the whole trial",
                    LENGTH.toSeconds(),
                    taken,
                    outcome.verdict().expected());
            return Row.of(name(), outcome, List.of(note), (System.nanoTime() - start) / 1e9);
        }
    }
}

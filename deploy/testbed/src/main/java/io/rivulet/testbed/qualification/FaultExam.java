package io.rivulet.testbed.qualification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Faults under load, at critical moments and at random ones, in turns.
 *
 * @param faults that take turns
 */
record FaultExam(String name, SitePlan plan, List<Fault> faults) implements Exam {
    /** Enough to have all sessions begun before the first fault. */
    private static final long BEFORE = 100;

    FaultExam(String name, Fault fault) {
        this(name, SitePlan.USUAL, List.of(fault));
    }

    @Override
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(plan);
        try (Trial trial = hall.trial(site, Variant.HONEST, name)) {
            trial.awaitAnswered(BEFORE);
            for (int i = 0; i < hall.faults(); i++) {
                trial.strike(faults.get(i % faults.size()), Moment.ofFault(i), hall.random());
            }
            Trial.Outcome outcome = hall.counted(trial.stop());
            return Row.of(name, outcome, notes(site.fenced(name)), (System.nanoTime() - start) / 1e9);
        }
    }

    private static List<String> notes(Fenced fenced) {
        List<String> notes = new ArrayList<>();
        if (fenced.said() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Flink's log calls %d transactions fenced, \"most likely data loss\", %d times; the broker has"
                            + " committed %d of them",
                    fenced.committed() + fenced.others(),
                    fenced.said(),
                    fenced.committed()));
        }
        return notes;
    }
}

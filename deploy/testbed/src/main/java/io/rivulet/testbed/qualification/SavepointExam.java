package io.rivulet.testbed.qualification;

import java.util.List;

/** The job is stopped with a savepoint and goes on from it elsewhere, again and again, under load. */
final class SavepointExam implements Exam {
    private static final long BETWEEN = 200;

    /** Where the job goes on; it begins as the first. */
    private static final List<Deployment> CHAIN = List.of(
            new Deployment(1, "hashmap"),
            new Deployment(2, "hashmap"),
            new Deployment(3, "hashmap"),
            new Deployment(1, "hashmap"),
            new Deployment(2, "rocksdb"),
            new Deployment(3, "rocksdb"),
            new Deployment(2, "hashmap"));

    @Override
    public String name() {
        return "savepoints";
    }

    @Override
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        try (Trial trial = hall.trial(site, Variant.HONEST, name(), CHAIN.get(0))) {
            trial.awaitAnswered(BETWEEN);
            for (Deployment next : CHAIN.subList(1, CHAIN.size())) {
                trial.moveTo(next);
                trial.awaitAnswered(trial.sent() + BETWEEN);
            }
            Trial.Outcome outcome = hall.counted(trial.stop());
            return Row.of(name(), outcome, List.of(), (System.nanoTime() - start) / 1e9);
        }
    }
}

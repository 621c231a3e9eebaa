package io.rivulet.testbed.qualification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Three jobs that break a promise each: the checker must see it every time. */
final class SabotageExam implements Exam {
    private static final long PROMPTS = 400;
    /** The answers to these, and the checkpoint after them, are behind when the worker is killed. */
    private static final long BEFORE_KILL = 200;

    @Override
    public String name() {
        return "sabotage";
    }

    @Override
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        List<String> notes = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Verdict repeated = repeated(hall, site);
        judge("sinks at least once", "records seen twice", repeated.duplicates(), repeated, notes, broken);
        Verdict dropped = of(hall, site, Variant.dropping(victim(hall, site)), "dropping");
        judge("one chunk dropped", "records lost", dropped.lost(), dropped, notes, broken);
        Verdict seeded = of(hall, site, Variant.NOT_REPLAYABLE, "not-replayable");
        judge("seeds by process", "records with other bytes", seeded.different(), seeded, notes, broken);
        return new Row(name(), 3 * PROMPTS, null, List.of(), notes, broken, (System.nanoTime() - start) / 1e9);
    }

    /** Caught is what is seen to do what it does; whatever else is broken may be an accident. */
    private static void judge(
            String sabotage, String deed, long count, Verdict verdict, List<String> notes, List<String> broken) {
        if (count == 0) {
            broken.add("sabotage must be caught, " + sabotage + " was not: " + deed + ": 0 of " + verdict.expected()
                    + "; beside that " + verdict.broken());
        } else {
            notes.add(
                    String.format(Locale.ROOT, "caught, %s: %,d of %,d %s", sabotage, count, verdict.expected(), deed));
        }
    }

    /** Killed well after a checkpoint, when answers are out that the next job gives again. */
    private static Verdict repeated(Hall hall, Site site) throws Exception {
        Duration afterCommit = Site.CHECKPOINTS.dividedBy(2);
        try (Trial trial =
                hall.trial(site, Variant.AT_LEAST_ONCE, "at-least-once", Trial.PROMPTS_PER_SECOND, Long.MAX_VALUE)) {
            trial.awaitAnswered(BEFORE_KILL);
            Moment.AFTER_COMMIT.await(site.flink().checkpoints(trial.job()), hall.random());
            Thread.sleep(afterCommit.toMillis());
            trial.strike(Kill.WORKER, Moment.NOW, hall.random());
            return trial.stop().verdict();
        }
    }

    private static Verdict of(Hall hall, Site site, Variant variant, String name) throws Exception {
        try (Trial trial = hall.trial(site, variant, name, Double.POSITIVE_INFINITY, PROMPTS)) {
            // A job that has not begun has lost all, and would be caught for that.
            trial.awaitAnswered(0);
            return trial.finishWithin(Duration.ofSeconds(8)).verdict();
        }
    }

    /** A request in the middle that is not rejected. */
    private static String victim(Hall hall, Site site) {
        long index = PROMPTS / 2;
        while (hall.script(site).prompt(index).getModel() != null) {
            index++;
        }
        return Long.toString(index);
    }
}

package io.rivulet.testbed.qualification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Takes exams and says what was found. */
public final class Qualification {
    private static final String UNDISTURBED = "undisturbed";

    private final Plan plan;
    private final Consumer<String> say;

    public Qualification(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /**
     * What to examine.
     *
     * @param faults of each kind
     * @param seed of the prompts, and of when and where faults strike
     * @param only names of the exams to take; none for all but the soak
     * @param soak how long the soak lasts
     * @param folder of data, logs and results
     */
    public record Plan(int faults, long seed, List<String> only, Duration soak, Path folder) {
        public Plan {
            if (faults < 1) {
                throw new IllegalArgumentException("--faults must be 1 or more, got " + faults + "; try 3");
            }
            if (soak.toMinutes() < 1) {
                throw new IllegalArgumentException("--minutes must be 1 or more, got " + soak.toMinutes());
            }
            List<String> known = Exam.all().stream().map(Exam::name).toList();
            for (String name : only) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException("--only must name one of " + known + ", got " + name);
                }
            }
            only = List.copyOf(only);
        }

        private List<Exam> exams() {
            return Exam.all().stream()
                    .filter(exam -> only.isEmpty() ? !exam.name().equals("soak") : only.contains(exam.name()))
                    .toList();
        }
    }

    /** Takes the exams; everything that is to be printed goes to the consumer, line by line. */
    public Scorecard run() throws Exception {
        long start = System.nanoTime();
        say.accept("seed " + plan.seed());
        List<Row> rows = new ArrayList<>();
        try (Hall hall = new Hall(plan, say)) {
            for (Exam exam : plan.exams()) {
                say.accept(exam.name());
                rows.add(taken(exam, hall));
                say(rows.get(rows.size() - 1));
            }
            if (hall.mostPrompts() > 0) {
                say.accept(UNDISTURBED);
                compare(hall, rows);
            }
        }
        return new Scorecard(plan, rows, (System.nanoTime() - start) / 1e9);
    }

    private static Row taken(Exam exam, Hall hall) throws Exception {
        long start = System.nanoTime();
        try {
            return exam.take(hall);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Whatever it was, it is a broken promise, and the next exam is to have a site that stands.
            hall.leave();
            return Row.failed(exam.name(), e, (System.nanoTime() - start) / 1e9);
        }
    }

    /** The same prompts with no fault: its output must be the oracle's, and every other row's. */
    private void compare(Hall hall, List<Row> rows) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        try (Trial trial =
                hall.trial(site, Variant.HONEST, UNDISTURBED, 10 * Trial.PROMPTS_PER_SECOND, hall.mostPrompts())) {
            Trial.Outcome outcome = trial.finish();
            rows.replaceAll(row -> row.beside(outcome.recording()));
            rows.add(Row.of(UNDISTURBED, outcome, List.of(), (System.nanoTime() - start) / 1e9));
        }
        say(rows.get(rows.size() - 1));
    }

    private void say(Row row) {
        row.notes().forEach(note -> say.accept("  " + note));
        row.broken().forEach(line -> say.accept("  BROKEN: " + line));
        say.accept(String.format(Locale.ROOT, "  %.0f s", row.seconds()));
    }
}

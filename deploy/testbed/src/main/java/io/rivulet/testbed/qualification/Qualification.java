package io.rivulet.testbed.qualification;

import io.rivulet.testbed.qualification.exam.Exam;
import io.rivulet.testbed.qualification.exam.ExamConditions;
import io.rivulet.testbed.qualification.exam.ExamEnvironment;
import io.rivulet.testbed.qualification.exam.ExamResult;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
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

        List<Exam> exams() {
            return Exam.all().stream()
                    .filter(exam -> only.isEmpty() ? !exam.name().equals("soak") : only.contains(exam.name()))
                    .toList();
        }

        private ExamConditions conditions() {
            return new ExamConditions(seed, faults, soak, folder);
        }
    }

    /** Takes the exams; everything that is to be printed goes to the consumer, line by line. */
    public QualificationReport run() throws Exception {
        Stopwatch whole = new Stopwatch();
        say.accept("seed " + plan.seed());
        List<ReportRow> rows = new ArrayList<>();
        try (ExamEnvironment environment = new ExamEnvironment(plan.conditions(), say)) {
            for (Exam exam : plan.exams()) {
                say.accept(exam.name());
                rows.add(taken(exam, environment));
                say(rows.get(rows.size() - 1));
            }
            if (environment.mostPrompts() > 0) {
                say.accept(UNDISTURBED);
                compare(environment, rows);
            }
        }
        return new QualificationReport(plan, rows, whole.seconds());
    }

    private static ReportRow taken(Exam exam, ExamEnvironment environment) throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        ExamResult result;
        try {
            result = exam.take(environment);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Whatever it was, it is a broken promise, and the next exam is to have a cluster that stands.
            environment.discardCluster();
            result = ExamResult.failed(e);
        }
        return new ReportRow(exam.name(), result, stopwatch.seconds());
    }

    /** The same prompts with no fault: its output must be the oracle's, and every other row's. */
    private void compare(ExamEnvironment environment, List<ReportRow> rows) throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        ClusterUnderTest cluster = environment.cluster();
        LoadPlan load =
                new LoadPlan(environment.prompts(cluster), 10 * LoadPlan.USUAL_PER_SECOND, environment.mostPrompts());
        try (JobUnderLoad job = environment.start(cluster, environment.job(cluster, UNDISTURBED, load))) {
            Outcome outcome = job.finish();
            rows.replaceAll(row -> row.comparedWith(outcome.output()));
            rows.add(new ReportRow(UNDISTURBED, ExamResult.of(outcome), stopwatch.seconds()));
        }
        say(rows.get(rows.size() - 1));
    }

    private void say(ReportRow row) {
        row.result().notes().forEach(note -> say.accept("  " + note));
        row.result().broken().forEach(line -> say.accept("  BROKEN: " + line));
        say.accept(String.format(Locale.ROOT, "  %.0f s", row.seconds()));
    }

    private static final class Stopwatch {
        private final long start = System.nanoTime();

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }
    }
}

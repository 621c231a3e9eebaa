package io.rivulet.core.report;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.training.Trainer;
import io.rivulet.core.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/**
 * Short trainings, one for each learning rate, judged on training sequences set aside: every candidate has the same
 * number of rates and the same share of its seconds. Results are kept, one line each, in a file.
 */
public final class Trials {
    private static final int SET_ASIDE = 256;

    /** A trial's result, in the comparison's unit. */
    public record Trial(double rate, double bound) {}

    private final Comparison comparison;
    private final Consumer<String> say;

    Trials(Comparison comparison, Consumer<String> say) {
        this.comparison = comparison;
        this.say = say;
    }

    /** Results for all rates, from the file where it has them. */
    List<Trial> run(List<Double> rates, DoubleFunction<TrainingPlan> plan, Path file)
            throws IOException, InterruptedException {
        StringBuilder kept = new StringBuilder(Files.exists(file) ? Files.readString(file) : "");
        for (double rate : rates) {
            if (kept.toString().lines().noneMatch(line -> line.startsWith(rate + " "))) {
                double bound = bound(plan.apply(rate));
                say.accept(String.format(Locale.ROOT, "learning rate %s tried: %.3f", rate, bound));
                kept.append(rate).append(' ').append(bound).append('\n');
                Files.writeString(file, kept);
            }
        }
        return kept.toString()
                .lines()
                .map(line -> line.split(" "))
                .map(line -> new Trial(Double.parseDouble(line[0]), Double.parseDouble(line[1])))
                .toList();
    }

    private double bound(TrainingPlan plan) throws IOException, InterruptedException {
        Sequences all = comparison.training();
        int kept = Math.max(1, all.count() - SET_ASIDE);
        try (Trainer trainer = new Trainer(plan, all.first(kept), all.after(kept), 1)) {
            trainer.run(null, plan.steps(), progress -> {});
            return comparison.inUnit(trainer.curve().get(0).heldOut());
        }
    }
}

package io.rivulet.core.report;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.model.Weights;
import io.rivulet.core.report.Trials.Trial;
import io.rivulet.core.training.Progress;
import io.rivulet.core.training.Trainer;
import io.rivulet.core.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Trains a contestant for its seconds: a short run tells the rate, and the rate the number of updates. */
final class Training {
    /** Seconds of an update, above which two are enough to know the rate. */
    private static final double SLOW = 0.5;

    private static final int HELD_OUT = 128;

    private final Exhibit exhibit;
    private final Scale scale;
    private final long seed;

    Training(Exhibit exhibit, Scale scale, long seed) {
        this.exhibit = exhibit;
        this.scale = scale;
        this.seed = seed;
    }

    /** Goes on from what is in {@code folder}; one thread, so that nothing is lost between them. */
    Trained run(Contestant contestant, Path folder, Consumer<String> say) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int steps = steps(contestant, folder);
        List<Trial> trials = trials(contestant, steps, folder, say);
        double rate = trials.stream()
                .min(Comparator.comparingDouble(Trial::bound))
                .map(Trial::rate)
                .orElse(contestant.rates().get(0));
        TrainingPlan plan = plan(contestant, steps, rate);
        Sequences heldOut = exhibit.test().first(Math.min(HELD_OUT, scale.testSequences()));
        List<Progress> curve = new ArrayList<>();
        try (Trainer trainer = new Trainer(plan, exhibit.training(), heldOut, 1)) {
            int every = Math.max(1, plan.steps() / scale.reports());
            Weights weights = trainer.run(folder.resolve("checkpoint"), every, progress -> say.accept(line(progress)));
            curve.addAll(trainer.curve());
            Trained trained = new Trained(contestant, plan, weights, curve, trials);
            trained.keepBundle(folder.resolve("bundle"), exhibit.remark());
            return trained;
        }
    }

    private List<Trial> trials(Contestant contestant, int steps, Path folder, Consumer<String> say)
            throws IOException, InterruptedException {
        if (scale.trial() == 0 || contestant.rates().size() == 1) {
            return List.of();
        }
        int few = (int) Math.max(16, Math.round(steps * scale.trial()));
        return new Trials(exhibit, say)
                .run(contestant.rates(), rate -> plan(contestant, few, rate), folder.resolve("rates"));
    }

    /** The number of updates, decided once and kept in the folder. */
    private int steps(Contestant contestant, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("steps");
        if (!Files.exists(file)) {
            double each = secondsEach(contestant, 2);
            if (each < SLOW) {
                each = secondsEach(contestant, 10);
            }
            Files.writeString(
                    file, String.valueOf(Math.max(16, Math.round(contestant.seconds() * scale.share() / each))));
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    /** Seconds of an update: the last {@code count} of three times as many, since the first ones warm the machine up. */
    private double secondsEach(Contestant contestant, int count) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        try (Trainer trainer =
                new Trainer(plan(contestant, 3 * count, contestant.rates().get(0)), exhibit.training(), null, 1)) {
            trainer.run(null, count, progress -> seconds.add(progress.seconds()));
        }
        return (seconds.get(2) - seconds.get(1)) / count;
    }

    private TrainingPlan plan(Contestant contestant, int steps, double rate) {
        return new TrainingPlan(
                contestant.model(), steps, contestant.batch(), rate, contestant.rise(), contestant.wholeShare(), seed);
    }

    private String line(Progress p) {
        return String.format(
                java.util.Locale.ROOT,
                "step %d, %.0f s, %.2f + %.2f nats, held out %.2f, %.0f s left",
                p.step(),
                p.seconds(),
                p.reconstruction(),
                p.divergence(),
                p.heldOut(),
                p.secondsLeft());
    }
}

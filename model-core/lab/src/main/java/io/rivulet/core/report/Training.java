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
import java.util.Locale;
import java.util.function.Consumer;

/** Trains a candidate for its seconds: a short run tells the rate, and the rate the number of updates. */
final class Training {
    /** Seconds of an update, above which two are enough to know the rate. */
    private static final double SLOW = 0.5;

    private static final int HELD_OUT = 128;

    private final Comparison comparison;
    private final Scale scale;
    private final long seed;

    Training(Comparison comparison, Scale scale, long seed) {
        this.comparison = comparison;
        this.scale = scale;
        this.seed = seed;
    }

    /** Goes on from what is in {@code folder}; one thread, so that nothing is lost between them. */
    Trained run(Candidate candidate, Path folder, Consumer<String> say) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int steps = steps(candidate, folder);
        List<Trial> trials = trials(candidate, steps, folder, say);
        double rate = trials.stream()
                .min(Comparator.comparingDouble(Trial::bound))
                .map(Trial::rate)
                .orElse(candidate.rates().get(0));
        TrainingPlan plan = plan(candidate, steps, rate);
        Sequences heldOut = comparison.test().first(Math.min(HELD_OUT, scale.testSequences()));
        List<Progress> curve = new ArrayList<>();
        try (Trainer trainer = new Trainer(plan, comparison.training(), heldOut, 1)) {
            int every = Math.max(1, plan.steps() / scale.reports());
            Weights weights = trainer.run(folder.resolve("checkpoint"), every, progress -> say.accept(line(progress)));
            curve.addAll(trainer.curve());
            Trained trained = new Trained(candidate, plan, weights, curve, trials);
            trained.keepBundle(folder.resolve("bundle"), comparison.remark());
            return trained;
        }
    }

    private List<Trial> trials(Candidate candidate, int steps, Path folder, Consumer<String> say)
            throws IOException, InterruptedException {
        if (scale.trial() == 0 || candidate.rates().size() == 1) {
            return List.of();
        }
        int few = (int) Math.max(16, Math.round(steps * scale.trial()));
        return new Trials(comparison, say)
                .run(candidate.rates(), rate -> plan(candidate, few, rate), folder.resolve("rates"));
    }

    /** The number of updates, decided once and kept in the folder. */
    private int steps(Candidate candidate, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("steps");
        if (!Files.exists(file)) {
            double each = secondsEach(candidate, 2);
            if (each < SLOW) {
                each = secondsEach(candidate, 10);
            }
            Files.writeString(
                    file, String.valueOf(Math.max(16, Math.round(candidate.seconds() * scale.share() / each))));
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    /** Seconds of an update: the last {@code count} of three times as many, since the first warm the machine up. */
    private double secondsEach(Candidate candidate, int count) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        try (Trainer trainer =
                new Trainer(plan(candidate, 3 * count, candidate.rates().get(0)), comparison.training(), null, 1)) {
            trainer.run(null, count, progress -> seconds.add(progress.seconds()));
        }
        return (seconds.get(2) - seconds.get(1)) / count;
    }

    private TrainingPlan plan(Candidate candidate, int steps, double rate) {
        return TrainingPlan.of(candidate.model())
                .steps(steps)
                .batch(candidate.batch())
                .learningRate(rate)
                .rise(candidate.rise())
                .wholeShare(candidate.wholeShare())
                .seed(seed)
                .build();
    }

    private String line(Progress p) {
        return String.format(
                Locale.ROOT,
                "step %d, processor %.0f s, %.2f + %.2f nats, held out %.2f, wall %.0f s left",
                p.step(),
                p.seconds(),
                p.reconstruction(),
                p.divergence(),
                p.heldOut(),
                p.secondsLeft());
    }
}

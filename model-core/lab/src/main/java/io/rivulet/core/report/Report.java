package io.rivulet.core.report;

import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.Scorecard;
import io.rivulet.core.training.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Trains, measures and draws, data set by data set; whatever a folder of work already holds is not done again. */
public final class Report {
    private final Scale scale;
    private final long seed;
    private final Path work;
    private final Path pictures;
    private final Consumer<String> say;

    /**
     * @param work where checkpoints and scorecards are kept
     * @param pictures where the PNGs go
     */
    public Report(Scale scale, long seed, Path work, Path pictures, Consumer<String> say) {
        this.scale = scale;
        this.seed = seed;
        this.work = work;
        this.pictures = pictures;
        this.say = say;
    }

    /** All figures; {@code command} made them on {@code machine}. */
    public Figures run(List<Comparison> comparisons, String command, String machine)
            throws IOException, InterruptedException {
        Files.createDirectories(pictures);
        List<DataSetFigures> sets = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            sets.add(figures(comparison));
        }
        return new Figures(command, scale.name(), machine, sets);
    }

    private DataSetFigures figures(Comparison comparison) throws IOException, InterruptedException {
        List<Trained> all = train(comparison);
        List<Scorecard> cards = timed(comparison, all, judge(comparison, all));
        draw(comparison, all, cards);
        TestImages images = comparison.images();
        SpeedUps wanted = images == null ? null : images.form().channels() == 3 ? SpeedUps.COLOURS : SpeedUps.DIGITS;
        return new DataSetFigures(comparison.remark(), wanted, cards, EqualSeconds.of(comparison, all));
    }

    private void draw(Comparison comparison, List<Trained> all, List<Scorecard> cards) throws IOException {
        List<Curve> learning =
                all.stream().map(trained -> learning(comparison, trained)).toList();
        Charts.learning(comparison.unit(), learning, picture(comparison, "learning"));
        Charts.profile(cards.stream().map(Report::profile).toList(), picture(comparison, "profile"));
        if (comparison.images() != null) {
            Charts.dialQuality(dial(cards, Goal::distance), picture(comparison, "dial-quality"));
        }
        Charts.dialSpeed(dial(cards, generation -> 1e3 * generation.secondsAlone()), picture(comparison, "dial-speed"));
    }

    /** Trains and judges all, takes no times: several processes, each with models of its own, can share the work so. */
    public void prepare(Comparison comparison) throws IOException, InterruptedException {
        Files.createDirectories(pictures);
        judge(comparison, train(comparison));
    }

    private List<Trained> train(Comparison comparison) throws IOException, InterruptedException {
        List<Trained> all = new ArrayList<>();
        for (Candidate candidate : comparison.candidates()) {
            say.accept(comparison.name() + ", " + candidate.name());
            all.add(new Training(comparison, scale, seed).run(candidate, folder(comparison, candidate), say));
        }
        return all;
    }

    private Path folder(Comparison comparison, Candidate candidate) {
        return work.resolve(comparison.name() + "-" + candidate.slug());
    }

    private List<Scorecard> judge(Comparison comparison, List<Trained> all) throws IOException {
        List<Scorecard> cards = new ArrayList<>();
        for (Trained trained : all) {
            cards.add(card(comparison, trained));
        }
        return cards;
    }

    /** With the times of all models, taken one after the other in one go so that they compare, unless all are known. */
    private List<Scorecard> timed(Comparison comparison, List<Trained> all, List<Scorecard> cards) throws IOException {
        if (cards.stream().allMatch(Scorecard::hasTimes)) {
            return cards;
        }
        Stopwatch stopwatch = new Stopwatch(comparison, scale, seed);
        List<Scorecard> timed = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Trained trained = all.get(i);
            say.accept(comparison.name() + ", times of " + trained.candidate().name());
            timed.add(cards.get(i)
                    .with(stopwatch.timed(
                            cards.get(i).generations(), trained.candidate().model(), trained.weights())));
        }
        for (int i = 0; i < all.size(); i++) {
            timed.get(i).write(score(comparison, all.get(i)));
        }
        return timed;
    }

    private Path score(Comparison comparison, Trained trained) {
        return folder(comparison, trained.candidate()).resolve("score.json");
    }

    private Scorecard card(Comparison comparison, Trained trained) throws IOException {
        Path file = score(comparison, trained);
        if (!Files.exists(file)) {
            say.accept(comparison.name() + ", measuring " + trained.candidate().name());
            new Measurement(comparison, scale, seed).of(trained, pictures).write(file);
        }
        return Scorecard.read(file);
    }

    private static Curve learning(Comparison comparison, Trained trained) {
        List<Progress> curve = trained.curve();
        return new Curve(
                trained.candidate().name(),
                curve.stream().mapToDouble(Progress::seconds).toArray(),
                curve.stream().mapToDouble(p -> comparison.inUnit(p.heldOut())).toArray());
    }

    private static Curve profile(Scorecard card) {
        double[] nats = Objects.requireNonNull(card.profile()).total();
        return new Curve(
                card.model(), IntStream.range(0, nats.length).asDoubleStream().toArray(), nats);
    }

    private Path picture(Comparison comparison, String what) {
        return pictures.resolve(comparison.name() + "-" + what + ".png");
    }

    /** A line for each model; a baseline's is level. */
    private static List<Curve> dial(List<Scorecard> cards, ToDoubleFunction<Generation> figure) {
        int longest = cards.stream()
                .flatMap(card -> card.generations().stream())
                .mapToInt(Generation::block)
                .max()
                .orElseThrow();
        return cards.stream()
                .map(card -> {
                    List<Generation> g = card.generations();
                    double[] y = g.stream().mapToDouble(figure).toArray();
                    return card.baseline()
                            ? new Curve(card.model(), new double[] {1, longest}, new double[] {y[0], y[0]})
                            : new Curve(
                                    card.model(),
                                    g.stream().mapToDouble(Generation::block).toArray(),
                                    y);
                })
                .toList();
    }
}

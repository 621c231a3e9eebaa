package io.rivulet.core.report;

import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.Scorecard;
import io.rivulet.core.training.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Trains, measures and writes, exhibit by exhibit; whatever a folder of work already holds is not done again. */
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

    /** The page's text. */
    public String run(List<Exhibit> exhibits, String command, String machine) throws IOException, InterruptedException {
        Files.createDirectories(pictures);
        ReportPage page = new ReportPage(scale, command, machine);
        for (Exhibit exhibit : exhibits) {
            List<Trained> all = train(exhibit);
            List<Scorecard> cards = timed(exhibit, all, judge(exhibit, all));
            List<Curve> learning =
                    all.stream().map(trained -> learning(exhibit, trained)).toList();
            Charts.learning(exhibit.unit(), learning, picture(exhibit, "learning"));
            Charts.profile(cards.stream().map(Report::profile).toList(), picture(exhibit, "profile"));
            if (exhibit.gallery() != null) {
                Charts.dialQuality(dial(cards, Goal::distance), picture(exhibit, "dial-quality"));
            }
            Charts.dialSpeed(
                    dial(cards, generation -> 1e3 * generation.secondsAlone()), picture(exhibit, "dial-speed"));
            page.section(exhibit, cards, EqualSeconds.markdown(exhibit, all), goals(exhibit.gallery(), cards));
        }
        return page.toString();
    }

    private static List<Goal> goals(@Nullable Gallery gallery, List<Scorecard> cards) {
        boolean compared = cards.stream().anyMatch(Scorecard::baseline)
                && !cards.get(cards.size() - 1).baseline();
        if (gallery == null || !compared) {
            return List.of();
        }
        boolean colours = gallery.form().channels() == 3;
        return Goal.of(cards.get(cards.size() - 1), cards, colours ? 50 : 20, colours ? 50 : 5);
    }

    /** Trains and judges all, takes no times: several processes, each with models of its own, can share the work so. */
    public void prepare(Exhibit exhibit) throws IOException, InterruptedException {
        Files.createDirectories(pictures);
        judge(exhibit, train(exhibit));
    }

    private List<Trained> train(Exhibit exhibit) throws IOException, InterruptedException {
        List<Trained> all = new ArrayList<>();
        for (Contestant contestant : exhibit.contestants()) {
            say.accept(exhibit.name() + ", " + contestant.name());
            all.add(new Training(exhibit, scale, seed).run(contestant, folder(exhibit, contestant), say));
        }
        return all;
    }

    private Path folder(Exhibit exhibit, Contestant contestant) {
        return work.resolve(exhibit.name() + "-" + contestant.slug());
    }

    private List<Scorecard> judge(Exhibit exhibit, List<Trained> all) throws IOException {
        List<Scorecard> cards = new ArrayList<>();
        for (Trained trained : all) {
            cards.add(card(exhibit, trained));
        }
        return cards;
    }

    /** With the times of all models, taken one after the other in one go so that they compare, unless all are known. */
    private List<Scorecard> timed(Exhibit exhibit, List<Trained> all, List<Scorecard> cards) throws IOException {
        if (cards.stream().allMatch(Scorecard::hasTimes)) {
            return cards;
        }
        Stopwatch stopwatch = new Stopwatch(exhibit, scale, seed);
        List<Scorecard> timed = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Trained trained = all.get(i);
            say.accept(exhibit.name() + ", times of " + trained.contestant().name());
            timed.add(cards.get(i)
                    .with(stopwatch.timed(
                            cards.get(i).generations(), trained.contestant().model(), trained.weights())));
        }
        for (int i = 0; i < all.size(); i++) {
            timed.get(i).write(score(exhibit, all.get(i)));
        }
        return timed;
    }

    private Path score(Exhibit exhibit, Trained trained) {
        return folder(exhibit, trained.contestant()).resolve("score.json");
    }

    private Scorecard card(Exhibit exhibit, Trained trained) throws IOException {
        Path file = score(exhibit, trained);
        if (!Files.exists(file)) {
            say.accept(exhibit.name() + ", measuring " + trained.contestant().name());
            new Measurement(exhibit, scale, seed).of(trained, pictures).write(file);
        }
        return Scorecard.read(file);
    }

    private static Curve learning(Exhibit exhibit, Trained trained) {
        List<Progress> curve = trained.curve();
        return new Curve(
                trained.contestant().name(),
                curve.stream().mapToDouble(Progress::seconds).toArray(),
                curve.stream().mapToDouble(p -> exhibit.inUnit(p.heldOut())).toArray());
    }

    private static Curve profile(Scorecard card) {
        double[] nats = card.profile().total();
        return new Curve(
                card.model(), IntStream.range(0, nats.length).asDoubleStream().toArray(), nats);
    }

    private Path picture(Exhibit exhibit, String what) {
        return pictures.resolve(exhibit.name() + "-" + what + ".png");
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

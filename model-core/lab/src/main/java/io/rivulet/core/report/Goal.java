package io.rivulet.core.report;

import io.rivulet.core.evaluation.CompletionQuality;
import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.SampleQuality;
import io.rivulet.core.evaluation.Scorecard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One thing that the model must be, against the best baseline of the same table. */
record Goal(String name, double wanted, double measured, boolean atMost) {

    boolean met() {
        return atMost ? measured <= wanted : measured >= wanted;
    }

    double missedBy() {
        return Math.abs(measured / wanted - 1);
    }

    /**
     * Those of a data set.
     *
     * @param model its card; the baselines are the cards marked so
     * @param alone how many times as fast as the fastest baseline one image must be generated
     * @param together and how many times as fast 64 side by side
     */
    static List<Goal> of(Scorecard model, List<Scorecard> cards, double alone, double together) {
        List<Scorecard> baselines = cards.stream().filter(Scorecard::baseline).toList();
        List<Generation> theirs =
                baselines.stream().flatMap(card -> card.generations().stream()).toList();
        Generation frame = model.generations().get(0);
        Generation whole = model.generations().get(model.generations().size() - 1);
        double bound = least(baselines, card -> card.bound().value().mean());
        double distance = least(theirs, Goal::distance);
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal(
                "bound, times the best baseline's", 1.05, model.bound().value().mean() / bound, true));
        goals.add(new Goal(
                "Fréchet distance, one block, times the best baseline's", 2, distance(whole) / distance, true));
        goals.add(new Goal(
                "Fréchet distance, blocks of one frame, times the best baseline's",
                1.1,
                distance(frame) / distance,
                true));
        double accuracy = theirs.stream().mapToDouble(Goal::accuracy).max().orElseThrow();
        double completion = least(theirs, Goal::completionDistance);
        Generation best = model.generations().stream()
                .max(Comparator.comparingDouble(Goal::accuracy))
                .orElseThrow();
        goals.add(new Goal("completion accuracy (" + best.how() + ")", accuracy, accuracy(best), false));
        Generation nearest = model.generations().stream()
                .min(Comparator.comparingDouble(Goal::completionDistance))
                .orElseThrow();
        goals.add(new Goal(
                "Fréchet distance of completions (" + nearest.how() + "), times the best baseline's",
                1.1,
                completionDistance(nearest) / completion,
                true));
        goals.add(new Goal(
                "speed-up over the fastest baseline, one block, batch 1",
                alone,
                least(theirs, Generation::secondsAlone) / whole.secondsAlone(),
                false));
        goals.add(new Goal(
                "speed-up over the fastest baseline, one block, batch 64",
                together,
                least(theirs, Generation::secondsTogether) / whole.secondsTogether(),
                false));
        return goals;
    }

    private static <T> double least(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).min().orElseThrow();
    }

    static double distance(Generation generation) {
        SampleQuality samples = generation.samples();
        return samples == null ? Double.NaN : samples.frechet().mean();
    }

    private static double accuracy(Generation generation) {
        CompletionQuality completions = generation.completions();
        return completions == null ? Double.NaN : completions.accuracy().mean();
    }

    private static double completionDistance(Generation generation) {
        CompletionQuality completions = generation.completions();
        return completions == null ? Double.NaN : completions.frechet().mean();
    }
}

package io.rivulet.core.report;

import io.rivulet.core.evaluation.CompletionQuality;
import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.SampleQuality;
import io.rivulet.core.evaluation.Scorecard;
import java.util.ArrayList;
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
     * @param wanted speed-ups
     */
    static List<Goal> of(Scorecard model, List<Scorecard> cards, SpeedUps wanted) {
        List<Scorecard> baselines = cards.stream().filter(Scorecard::baseline).toList();
        List<Generation> theirs =
                baselines.stream().flatMap(card -> card.generations().stream()).toList();
        Generation frame = model.generations().get(0);
        Generation whole = model.generations().get(model.generations().size() - 1);
        double bound = least(baselines, card -> card.bound().value().mean());
        double distance = least(theirs, Goal::distance);
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal("bound, ratio", 1.05, model.bound().value().mean() / bound, true));
        goals.add(new Goal("Fréchet, one block, ratio", 2, distance(whole) / distance, true));
        goals.add(new Goal("Fréchet, blocks of one frame, ratio", 1.1, distance(frame) / distance, true));
        double accuracy = theirs.stream().mapToDouble(Goal::accuracy).max().orElseThrow();
        double completion = least(theirs, Goal::completionDistance);
        goals.add(new Goal(
                "completion accuracy",
                accuracy,
                model.generations().stream().mapToDouble(Goal::accuracy).max().orElseThrow(),
                false));
        goals.add(new Goal(
                "completion Fréchet, ratio",
                1.1,
                least(model.generations(), Goal::completionDistance) / completion,
                true));
        goals.add(new Goal(
                "speed-up, one block, batch 1",
                wanted.alone(),
                least(theirs, Generation::secondsAlone) / whole.secondsAlone(),
                false));
        goals.add(new Goal(
                "speed-up, one block, batch 64",
                wanted.together(),
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

package io.rivulet.core.report;

import io.rivulet.core.model.Weights;
import io.rivulet.core.report.Trials.Trial;
import io.rivulet.core.training.Progress;
import io.rivulet.core.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A contestant after its training, and the trials of its learning rate. */
public record Trained(
        Contestant contestant, TrainingPlan plan, Weights weights, List<Progress> curve, List<Trial> trials) {

    /** Processor seconds. */
    public double seconds() {
        return curve.get(curve.size() - 1).seconds();
    }

    /** Numbers that were trained. */
    public long parameters() {
        return contestant.model().tensors().stream()
                .mapToLong(spec -> spec.size())
                .sum();
    }

    /** What a reader of its row must know. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!contestant.note().isEmpty()) {
            notes.add(contestant.note());
        }
        if (!trials.isEmpty()) {
            notes.add(
                    "learning rates tried on a share of the updates, with what each came to on training data set aside: "
                            + trials.stream()
                                    .map(trial -> String.format(Locale.ROOT, "%s: %.4g", trial.rate(), trial.bound()))
                                    .collect(Collectors.joining(", "))
                            + "; taken: " + plan.learningRate());
        }
        return notes;
    }
}

package io.rivulet.core.report;

import io.rivulet.core.model.Weights;
import io.rivulet.core.training.Progress;
import io.rivulet.core.training.TrainingPlan;
import java.util.List;

/** A contestant after its training. */
record Trained(Contestant contestant, TrainingPlan plan, Weights weights, List<Progress> curve) {

    double seconds() {
        return curve.get(curve.size() - 1).seconds();
    }

    long parameters() {
        return contestant.model().tensors().stream()
                .mapToLong(spec -> spec.size())
                .sum();
    }
}

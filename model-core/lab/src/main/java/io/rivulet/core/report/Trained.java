package io.rivulet.core.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.model.Weights;
import io.rivulet.core.report.Trials.Trial;
import io.rivulet.core.training.Progress;
import io.rivulet.core.training.TrainingPlan;
import io.rivulet.core.training.TrainingRecord;
import io.rivulet.core.training.VariationalTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A candidate after its training, and the trials of its learning rate. */
public record Trained(
        Candidate candidate, TrainingPlan plan, Weights weights, List<Progress> curve, List<Trial> trials) {

    /** Processor seconds. */
    public double seconds() {
        return curve.get(curve.size() - 1).seconds();
    }

    /** Numbers that were trained. */
    public long parameters() {
        return candidate.model().tensors().stream()
                .mapToLong(spec -> spec.size())
                .sum();
    }

    /** Writes a model that can serve as a bundle, unless it is there; {@code remark} is what to know of its data. */
    void keepBundle(Path folder, String remark) throws IOException {
        if (candidate.model() instanceof VariationalTraining training && !Files.exists(folder)) {
            ObjectNode record = TrainingRecord.of(plan, "deploy/rivulet report", curve);
            Provenance provenance = new Provenance("Apache-2.0", record.put("data", remark));
            BundleWriter.write(folder, training.config(), weights, provenance);
        }
    }

    /** The learning rates that were tried, if any, and what each came to. */
    List<String> notes() {
        if (trials.isEmpty()) {
            return List.of();
        }
        return List.of(trials.stream()
                .map(trial -> String.format(Locale.ROOT, "%s: %.4g", trial.rate(), trial.bound()))
                .collect(Collectors.joining(", ", "learning rates ", "; taken: " + plan.learningRate())));
    }
}

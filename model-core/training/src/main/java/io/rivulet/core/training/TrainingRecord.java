package io.rivulet.core.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.model.Conditioning;
import java.util.List;

/** How a model was trained, for its bundle: the command, the seed, the wall time and the learning curve. */
public final class TrainingRecord {
    private static final int POINTS = 64;

    private TrainingRecord() {}

    /** A curve of at most 64 points and the last; each [step, seconds, reconstruction, divergence, held-out bound]. */
    public static ObjectNode of(TrainingPlan plan, String command, List<Progress> curve) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("command", command);
        record.put("seed", plan.seed());
        record.put("steps", plan.steps());
        record.put("batch", plan.batch());
        record.put("learning_rate", plan.learningRate());
        record.put("rise", plan.rise());
        record.put("whole_share", plan.wholeShare());
        if (plan.model() instanceof VariationalTraining training) {
            describe(training, record);
        }
        record.put("processor_seconds", Math.round(curve.get(curve.size() - 1).seconds()));
        ArrayNode columns = record.putArray("curve_columns");
        List.of("step", "seconds", "reconstruction", "divergence", "held_out").forEach(columns::add);
        ArrayNode points = record.putArray("curve");
        int stride = (curve.size() + POINTS - 1) / POINTS;
        for (int i = 0; i < curve.size(); i++) {
            if (i % stride == 0 || i == curve.size() - 1) {
                Progress p = curve.get(i);
                ArrayNode point = points.addArray().add(p.step());
                for (double value : new double[] {p.seconds(), p.reconstruction(), p.divergence(), p.heldOut()}) {
                    point.add(Double.isNaN(value) ? null : Math.round(value * 100) / 100.0);
                }
            }
        }
        return record;
    }

    private static void describe(VariationalTraining training, ObjectNode record) {
        boolean gaussian = training.config().latents().flow();
        boolean partial = training.config().conditioning() == Conditioning.PARTIAL_POSTERIOR;
        record.put(
                "objective",
                (gaussian
                                ? "arXiv 2407.08415 with Gaussian latents and an inverse autoregressive posterior"
                                : "arXiv 2407.08415 with categorical latents, Gumbel noise and"
                                        + " straight-through gradients")
                        + (partial ? ", conditioned by a partial posterior" : ""));
        if (!gaussian) {
            record.putArray("gumbel_temperature").add(TrainingPlan.RELAXED).add(TrainingPlan.SHARP);
        }
        record.put("free_nats", training.freeNats());
    }
}

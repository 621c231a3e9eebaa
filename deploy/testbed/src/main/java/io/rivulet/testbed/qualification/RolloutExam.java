package io.rivulet.testbed.qualification;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.ModelChangePolicy;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/**
 * Another model is ordered on the control topic, and then the former one again, with each policy, under load; once a worker is
 * killed under the other model, and the order in force must survive.
 */
final class RolloutExam implements Exam {
    private static final List<ModelChangePolicy> POLICIES =
            List.of(ModelChangePolicy.KEEP, ModelChangePolicy.RESET, ModelChangePolicy.REJECT);

    /** Not the policy that the job is configured with: one that has lost its order is known by model and policy. */
    private static final ModelChangePolicy KILLED_UNDER = ModelChangePolicy.RESET;

    @Override
    public String name() {
        return "rollout";
    }

    @Override
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        String firstPath = RivuletOptions.MODEL_PATH.defaultValue();
        Path secondPath = hall.folder().resolve(name()).resolve("model");
        OracleModel first = OracleModel.of(site.bundle());
        OracleModel second = OracleModel.of(SiblingModel.write(secondPath, site.bundle()));
        Orders orders = new Orders(first, configured());
        RolloutJudge judge = new RolloutJudge(orders, PromptPlaces.ofTrial());
        try (ControlTopic control = ControlTopic.create(site, name() + "-control");
                Trial trial = hall.longTrial(site, obeying(control), name(), judge)) {
            ModelExchange exchange = new ModelExchange(trial, control, orders, hall::say);
            trial.awaitAnswered(ModelExchange.BETWEEN);
            for (ModelChangePolicy policy : POLICIES) {
                exchange.to(second, secondPath.toString(), policy);
                if (policy == KILLED_UNDER) {
                    trial.strike(Kill.WORKER, Moment.BEFORE_COMMIT, hall.random());
                    trial.awaitAnswered(trial.sent() + ModelExchange.BETWEEN);
                }
                exchange.to(first, firstPath, policy);
            }
            Trial.Outcome outcome = trial.stop();
            return row(outcome, judge.findings(), (System.nanoTime() - start) / 1e9);
        }
    }

    private static ModelChangePolicy configured() {
        return ModelChangePolicy.valueOf(
                RivuletOptions.MODEL_CHANGE.defaultValue().name());
    }

    private static Variant obeying(ControlTopic control) {
        return options -> {
            Configuration steered = new Configuration(options);
            steered.set(RivuletOptions.CONTROL_TOPIC, control.name());
            return Variant.HONEST.with(steered);
        };
    }

    private Row row(Trial.Outcome outcome, Findings findings, double seconds) {
        Row row = Row.of(name(), outcome, findings.notes(), seconds).notRepeatable();
        for (String line : findings.broken()) {
            row = row.with(line);
        }
        return row;
    }
}

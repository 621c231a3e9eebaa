package io.rivulet.flink.serving;

import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.state.RecordTypes;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets rollouts by whose bundle can be loaded. In one task, before all that serve: so a bad bundle is one dead letter,
 * and no worker takes what another one could not.
 */
public final class CheckRollouts extends ProcessFunction<Rollout, Rollout> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable Rejections rejections;

    @Override
    public void open(OpenContext context) {
        rejections = new Rejections(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Rollout rollout, Context context, Collector<Rollout> out) {
        try {
            RolloutBundle.requireAbsolute(rollout);
            RolloutBundle.load(rollout);
        } catch (Refusal refusal) {
            Objects.requireNonNull(rejections).count(refusal.reason());
            context.output(RecordTypes.DEAD_LETTERS, Rejection.of(rollout, refusal));
            return;
        }
        out.collect(rollout);
    }
}

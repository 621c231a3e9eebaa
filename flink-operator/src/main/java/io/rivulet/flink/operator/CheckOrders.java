package io.rivulet.flink.operator;

import io.rivulet.flink.event.ModelOrder;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.state.RecordTypes;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets orders by whose bundle can be loaded. In one task, before all that serve: so a bad bundle is one dead letter, and no
 * worker takes what another one could not.
 */
public final class CheckOrders extends ProcessFunction<ModelOrder, ModelOrder> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable Rejections rejections;

    @Override
    public void open(OpenContext context) {
        rejections = new Rejections(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(ModelOrder order, Context context, Collector<ModelOrder> out) {
        try {
            OrderedBundle.load(order);
        } catch (Refusal refusal) {
            Objects.requireNonNull(rejections).count(refusal.reason());
            context.output(RecordTypes.DEAD_LETTERS, Rejection.of(order, refusal));
            return;
        }
        out.collect(order);
    }
}

package io.rivulet.flink.codec;

import io.rivulet.flink.event.ModelChangePolicy;
import io.rivulet.flink.event.ModelOrder;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.MalformedEvent;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelControl;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Decodes orders about the model; what is none goes to {@link RecordTypes#DEAD_LETTERS} with the reason. */
public final class DecodeOrders extends ProcessFunction<RawEvent, ModelOrder> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable EventCodec<ModelControl> codec;
    private transient @Nullable Rejections rejections;

    @Override
    public void open(OpenContext context) {
        codec = EventCodec.controls();
        rejections = new Rejections(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawEvent raw, Context context, Collector<ModelOrder> out) {
        ModelOrder order;
        try {
            order = order(raw);
        } catch (Refusal refusal) {
            Objects.requireNonNull(rejections).count(refusal.reason());
            context.output(RecordTypes.DEAD_LETTERS, Rejection.of(raw, null, refusal, 0));
            return;
        }
        out.collect(order);
    }

    private ModelOrder order(RawEvent raw) {
        ModelControl event;
        try {
            event = Objects.requireNonNull(codec).decode(raw.value());
        } catch (MalformedEvent e) {
            throw new Refusal(PromptReader.reason(e), String.valueOf(e.getMessage()));
        }
        if (event.getAction() != ModelAction.ACTIVATE) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "action must be ACTIVATE, got " + event.getAction() + "; upgrade the job before its senders");
        }
        return new ModelOrder(raw.source(), event.getModel(), event.getPath(), event.getFingerprint(), policy(event));
    }

    private static ModelChangePolicy policy(ModelControl event) {
        return switch (event.getPolicy()) {
            case REJECT -> ModelChangePolicy.REJECT;
            case RESET -> ModelChangePolicy.RESET;
            case KEEP -> ModelChangePolicy.KEEP;
            case UNKNOWN ->
                throw new Refusal(
                        Reason.INVALID_FIELD,
                        "policy must be REJECT, RESET or KEEP, got UNKNOWN; upgrade the job before its senders");
        };
    }
}

package io.rivulet.flink.codec;

import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.MalformedEvent;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelControl;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Decodes rollouts, ModelControl on the wire; what is none is a dead letter with the reason. */
public final class DecodeRollouts extends ProcessFunction<RawEvent, Rollout> {

    private static final long serialVersionUID = 1L;

    private final OutputTag<Rejection> deadLetters;
    private transient @Nullable EventCodec<ModelControl> codec;
    private transient @Nullable Rejections rejections;

    public DecodeRollouts(OutputTag<Rejection> deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        codec = EventCodec.controls();
        rejections = new Rejections(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawEvent raw, Context context, Collector<Rollout> out) {
        Rollout rollout;
        try {
            rollout = rollout(raw);
        } catch (Refusal refusal) {
            Objects.requireNonNull(rejections).count(refusal.reason());
            context.output(deadLetters, Rejection.of(raw, null, refusal, 0));
            return;
        }
        out.collect(rollout);
    }

    private Rollout rollout(RawEvent raw) {
        ModelControl event;
        try {
            event = Objects.requireNonNull(codec).decode(raw.valueIfAny());
        } catch (MalformedEvent e) {
            throw Undecodable.refusal(e);
        }
        if (event.getAction() != ModelAction.ACTIVATE) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "action must be ACTIVATE, got " + event.getAction() + "; upgrade the job before its senders");
        }
        return new Rollout(raw.source(), event.getModel(), event.getPath(), event.getFingerprint(), policy(event));
    }

    private static RolloutPolicy policy(ModelControl event) {
        return switch (event.getPolicy()) {
            case REJECT -> RolloutPolicy.REJECT;
            case RESET -> RolloutPolicy.RESET;
            case KEEP -> RolloutPolicy.KEEP;
            case UNKNOWN ->
                throw new Refusal(
                        Reason.INVALID_FIELD,
                        "policy must be REJECT, RESET or KEEP, got UNKNOWN; upgrade the job before its senders");
        };
    }
}

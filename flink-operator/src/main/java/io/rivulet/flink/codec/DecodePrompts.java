package io.rivulet.flink.codec;

import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.PromptEvent;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Decodes events; what is no prompt goes to {@link RecordTypes#DEAD_LETTERS} with the reason. */
public final class DecodePrompts extends ProcessFunction<RawEvent, Prompt> {

    private static final long serialVersionUID = 1L;

    private final int maxEventBytes;
    private final int rawBytes;
    private transient @Nullable PromptReader reader;
    private transient @Nullable Rejections rejections;

    /**
     * @param maxEventBytes size of the largest event
     * @param rawBytes how many of an event's first bytes its dead letter carries; 0 for none
     */
    public DecodePrompts(int maxEventBytes, int rawBytes) {
        // The codec has a ceiling of its own: refuse a limit above it when the job is built, not when it runs.
        EventCodec.prompts().withMaxBytes(maxEventBytes);
        this.maxEventBytes = maxEventBytes;
        this.rawBytes = rawBytes;
    }

    @Override
    public void open(OpenContext context) {
        reader = new PromptReader(maxEventBytes, rawBytes);
        rejections = new Rejections(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawEvent raw, Context context, Collector<Prompt> out) {
        PromptReader read = Objects.requireNonNull(reader);
        Origin origin = null;
        Prompt prompt;
        try {
            PromptEvent event = read.event(raw);
            origin = read.origin(event, raw.source());
            prompt = read.prompt(event, origin, raw);
        } catch (Refusal refusal) {
            Objects.requireNonNull(rejections).count(refusal.reason());
            context.output(RecordTypes.DEAD_LETTERS, Rejection.of(raw, origin, refusal, rawBytes));
            return;
        }
        out.collect(prompt);
    }
}

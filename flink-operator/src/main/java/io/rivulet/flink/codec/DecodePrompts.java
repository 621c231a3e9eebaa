package io.rivulet.flink.codec;

import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.MalformedEvent;
import io.rivulet.schemas.event.PromptEvent;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Decodes events; what is no prompt is a dead letter with the reason. */
public final class DecodePrompts extends ProcessFunction<RawEvent, Prompt> {

    private static final long serialVersionUID = 1L;

    private final int maxEventBytes;
    private final int rawBytes;
    private final OutputTag<Rejection> deadLetters;
    private transient @Nullable EventCodec<PromptEvent> codec;
    private transient @Nullable Rejections rejections;

    /**
     * @param maxEventBytes size of the largest event
     * @param rawBytes how many of an event's first bytes its dead letter carries; 0 for none
     */
    public DecodePrompts(int maxEventBytes, int rawBytes, OutputTag<Rejection> deadLetters) {
        this.maxEventBytes = maxEventBytes;
        this.rawBytes = rawBytes;
        this.deadLetters = deadLetters;
        // It has a ceiling of its own: refuse a limit above it when the job is built, not when it runs.
        EventCodec.prompts().withMaxBytes(maxEventBytes);
    }

    @Override
    public void open(OpenContext context) {
        codec = EventCodec.prompts().withMaxBytes(maxEventBytes);
        rejections = new Rejections(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawEvent raw, Context context, Collector<Prompt> out) {
        Origin origin = null;
        Prompt prompt;
        try {
            PromptEvent event = decoded(raw, Objects.requireNonNull(codec), maxEventBytes);
            origin = origin(event, raw.source());
            prompt = prompt(event, origin, raw.head(rawBytes));
        } catch (Refusal refusal) {
            Objects.requireNonNull(rejections).count(refusal.reason());
            context.output(deadLetters, Rejection.of(raw, origin, refusal, rawBytes));
            return;
        }
        out.collect(prompt);
    }

    static PromptEvent decoded(RawEvent raw, EventCodec<PromptEvent> codec, int maxEventBytes) {
        if (raw.bytes() > maxEventBytes) {
            throw new Refusal(
                    Reason.TOO_LARGE,
                    "an event must have at most " + maxEventBytes + " bytes, got " + raw.bytes()
                            + "; split it into several events of the session, or raise the job's limit");
        }
        try {
            return codec.decode(raw.valueIfAny());
        } catch (MalformedEvent e) {
            throw Undecodable.refusal(e);
        }
    }

    static Origin origin(PromptEvent event, SourcePosition source) {
        return new Origin(
                event.getSessionId(),
                event.getRequestId(),
                event.getEventTime().toEpochMilli(),
                event.getHeaders(),
                source);
    }

    static Prompt prompt(PromptEvent event, Origin origin, byte[] raw) {
        return new Prompt(
                origin,
                event.getModel(),
                SymbolFields.read(event.getObserved()),
                event.getGenerateSymbols(),
                event.getBlockSteps(),
                event.getSeed(),
                event.getTemperature(),
                event.getReset(),
                event.getForget(),
                raw);
    }
}

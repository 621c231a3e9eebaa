package io.rivulet.flink.codec;

import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.MalformedEvent;
import io.rivulet.schemas.event.PromptEvent;

/** Prompts out of bytes, in three steps, each of which may refuse. */
final class PromptReader {

    private final EventCodec<PromptEvent> codec;
    private final int maxEventBytes;
    private final int rawBytes;

    PromptReader(int maxEventBytes, int rawBytes) {
        this.codec = EventCodec.prompts().withMaxBytes(maxEventBytes);
        this.maxEventBytes = maxEventBytes;
        this.rawBytes = rawBytes;
    }

    PromptEvent event(RawEvent raw) {
        if (raw.bytes() > maxEventBytes) {
            throw new Refusal(
                    Reason.TOO_LARGE,
                    "an event must have at most " + maxEventBytes + " bytes, got " + raw.bytes()
                            + "; split it into several events of the session, or raise the job's limit");
        }
        try {
            return codec.decode(raw.value());
        } catch (MalformedEvent e) {
            throw new Refusal(reason(e), String.valueOf(e.getMessage()));
        }
    }

    Origin origin(PromptEvent event, SourcePosition source) {
        return new Origin(
                event.getSessionId(),
                event.getRequestId(),
                event.getEventTime().toEpochMilli(),
                event.getHeaders(),
                source);
    }

    Prompt prompt(PromptEvent event, Origin origin, RawEvent raw) {
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
                raw.head(rawBytes));
    }

    static Reason reason(MalformedEvent e) {
        return switch (e.reason()) {
            case TOO_LARGE -> Reason.TOO_LARGE;
            case UNKNOWN_SCHEMA -> Reason.UNKNOWN_SCHEMA;
            case MALFORMED -> Reason.MALFORMED;
        };
    }
}

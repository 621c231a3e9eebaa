package io.rivulet.flink.event;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the job says of a {@link Refusal}: which event was refused, and why. Written to Kafka it is a dead letter.
 *
 * @param sessionId session of the prompt; null if it could not be decoded or is no prompt
 * @param requestId request id of the prompt; null if it could not be decoded or is no prompt
 * @param message the rule, the value found and the remedy; never the payload
 * @param raw the first bytes of the event, not to be changed; empty unless the job keeps them
 */
public record Rejection(
        SourcePosition source,
        @Nullable String sessionId,
        @Nullable String requestId,
        Reason reason,
        String message,
        byte[] raw) {

    /** Rejects an event that is no prompt; {@code origin} is null if it could not even be read. */
    public static Rejection of(RawEvent event, @Nullable Origin origin, Refusal refusal, int rawBytes) {
        return new Rejection(
                event.source(),
                origin == null ? null : origin.sessionId(),
                origin == null ? null : origin.requestId(),
                refusal.reason(),
                refusal.message(),
                event.head(rawBytes));
    }

    /** Rejects a prompt. */
    public static Rejection of(Prompt prompt, Refusal refusal) {
        Origin origin = prompt.origin();
        return new Rejection(
                origin.source(),
                origin.sessionId(),
                origin.requestId(),
                refusal.reason(),
                refusal.message(),
                prompt.raw());
    }

    /** Rejects a rollout. */
    public static Rejection of(Rollout rollout, Refusal refusal) {
        return new Rejection(rollout.source(), null, null, refusal.reason(), refusal.message(), new byte[0]);
    }

    /** The same without the event's bytes. */
    public Rejection withoutRaw() {
        return new Rejection(source, sessionId, requestId, reason, message, new byte[0]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rejection that
                && source.equals(that.source)
                && reason == that.reason
                && message.equals(that.message)
                && Objects.equals(sessionId, that.sessionId)
                && Objects.equals(requestId, that.requestId)
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + reason.hashCode();
    }

    @Override
    public String toString() {
        return "Rejection[" + source + ", " + reason + ": " + message + "]";
    }
}

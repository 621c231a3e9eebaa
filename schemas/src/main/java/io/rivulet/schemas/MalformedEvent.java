package io.rivulet.schemas;

import org.jspecify.annotations.Nullable;

/** Bytes that are no event. The message names the rule, what was found and the remedy; never the payload. */
public final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why bytes are no event. */
    public enum Reason {
        /** More bytes, or a longer value, than the reader accepts. */
        TOO_LARGE,
        /** Written with a schema that the reader does not have. */
        UNKNOWN_SCHEMA,
        /** Not Avro single-object encoding, or not what the schema says. */
        MALFORMED
    }

    private final Reason reason;

    MalformedEvent(Reason reason, String message) {
        this(reason, message, null);
    }

    MalformedEvent(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why the bytes are no event, for programs. */
    public Reason reason() {
        return reason;
    }
}

package io.rivulet.flink.event;

/**
 * Why an event was refused: a prompt, a rollout, or bytes that are neither. Stored by ordinal: new ones go to the end.
 */
public enum Reason {
    /** The bytes are no event. */
    MALFORMED,
    /** The event has more bytes than the job allows. */
    TOO_LARGE,
    /** The event was written with a schema that the job does not have. */
    UNKNOWN_SCHEMA,
    /** A field is out of range. */
    INVALID_FIELD,
    /** Observed symbols are of the wrong kind or out of range. */
    INVALID_SYMBOLS,
    /** The prompt names a model that is not loaded. */
    UNKNOWN_MODEL,
    /** The session's state was made by another model, and the job's policy does not let it go on. */
    MODEL_MISMATCH,
    /** Too many requests of the session wait for their turn. */
    TOO_MANY_WAITING,
    /** The model overflowed on these symbols. */
    NON_FINITE,
    /** The session was erased before the answer was complete. */
    FORGOTTEN,
    /** The bundle that a rollout names cannot be served. */
    MODEL_UNAVAILABLE
}

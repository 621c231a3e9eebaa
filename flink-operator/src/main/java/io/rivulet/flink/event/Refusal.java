package io.rivulet.flink.event;

/**
 * Thrown where a prompt or a rollout breaks a rule; it is put out as a {@link Rejection}. The message states the rule,
 * the value found and the remedy, never the payload.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public Refusal(Reason reason, String message) {
        // Refusing is an ordinary answer to outside input: nobody reads a stack trace of it.
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }

    /** The text of this refusal, for people. */
    public String message() {
        return String.valueOf(getMessage());
    }
}

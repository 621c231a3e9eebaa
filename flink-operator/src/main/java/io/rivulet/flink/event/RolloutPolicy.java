package io.rivulet.flink.event;

/** What becomes of a session whose state another model made. */
public enum RolloutPolicy {
    /** Its prompts are rejected and its state stays, until it is reset or the model returns. */
    REJECT,
    /** It starts anew. */
    RESET,
    /** The loaded model goes on from its state if both have the same architecture; else as {@link #REJECT}. */
    KEEP
}

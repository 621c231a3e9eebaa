package io.rivulet.flink.event;

/** How a session stood when a request began. */
public enum SessionStart {
    /** It continued from its state. */
    RESUMED,
    /** It had no state: the id's first event, or its state had expired. */
    NEW,
    /** The prompt asked for a reset. */
    RESET,
    /** Its state was another model's and was given up, as the policy says. */
    MODEL_CHANGED
}

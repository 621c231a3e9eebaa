package io.rivulet.flink.job;

/** What becomes of the job when the broker has aborted answers that a checkpoint counts on. */
public enum AbortedTransactions {
    /** It fails, again and again, until someone decides. */
    FAIL,
    /** It logs what is lost and goes on. */
    ACCEPT
}

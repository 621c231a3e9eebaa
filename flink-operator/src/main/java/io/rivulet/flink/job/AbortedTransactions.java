package io.rivulet.flink.job;

/** What becomes of the job when answers that a checkpoint counts on are lost, or the broker cannot tell. */
public enum AbortedTransactions {
    /** It fails, again and again, until someone decides. */
    FAIL,
    /** It logs what is lost, or may be, and goes on. */
    ACCEPT
}

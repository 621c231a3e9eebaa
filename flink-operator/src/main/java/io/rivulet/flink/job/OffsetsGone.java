package io.rivulet.flink.job;

/** What becomes of the job when Kafka removed records before the job read them. */
public enum OffsetsGone {
    /** It counts and logs what is gone, and goes on with the first record that exists. */
    REPORT,
    /** It fails, again and again, until someone decides. */
    FAIL
}

package io.rivulet.testbed.qualification.oracle;

/** What can be wrong with a record of an output, or with one that is not there. */
public enum Flaw {
    /** It must be there and never came. */
    LOST("records lost"),
    /** It came again. */
    DUPLICATE("records seen twice"),
    /** It came for the first time, after a later one of its lane. */
    OUT_OF_ORDER("records out of order"),
    /** It came for the first time, with another byte than it must have. */
    OTHER_BYTES("records with other bytes than the oracle's"),
    /** It answers no prompt. */
    UNKNOWN("records that answer no prompt");

    private final String title;

    Flaw(String title) {
        this.title = title;
    }

    /** What is counted, for people. */
    public String title() {
        return title;
    }
}

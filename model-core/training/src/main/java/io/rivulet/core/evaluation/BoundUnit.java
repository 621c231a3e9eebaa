package io.rivulet.core.evaluation;

/** What a bound is counted in; less is better in all. */
public enum BoundUnit {
    NATS_PER_SEQUENCE("nats per sequence"),
    BITS_PER_DIMENSION("bits per dimension"),
    BITS_PER_BYTE("bits per byte");

    private final String label;

    BoundUnit(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }
}

package io.rivulet.testbed.qualification;

import java.util.Locale;

/** What came of an order. */
final class OrderTally {
    private long chunks;
    private long handedOver;
    private long rejected;
    private long cutShort;

    /**
     * Counts a record.
     *
     * @param begun whether chunks of the same answer were before it
     * @param over whether the last of them was by another model
     */
    void add(Answer answer, boolean begun, boolean over) {
        if (answer.model().isEmpty()) {
            rejected++;
            cutShort += begun ? 1 : 0;
        } else {
            chunks++;
            handedOver += over ? 1 : 0;
        }
    }

    void add(OrderTally other) {
        chunks += other.chunks;
        handedOver += other.handedOver;
        rejected += other.rejected;
        cutShort += other.cutShort;
    }

    long chunks() {
        return chunks;
    }

    /** Chunks that go on with an answer that the model before had begun. */
    long handedOver() {
        return handedOver;
    }

    /** Prompts rejected because of the model. */
    long rejected() {
        return rejected;
    }

    /** Those of them whose answer had begun. */
    long cutShort() {
        return cutShort;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d chunks (%d go on in the middle of the former model's answer), %,d prompts rejected because of the"
                        + " change (%d in the middle of the answer)",
                chunks,
                handedOver,
                rejected,
                cutShort);
    }
}

package io.rivulet.testbed.qualification.rollout;

import io.rivulet.testbed.qualification.oracle.OutputRecord;
import java.util.Locale;

/** What came of a rollout. */
final class RolloutTally {
    private long chunks;
    private long handedOver;
    private long rejected;
    private long cutShort;

    /** Where in an answer a record stands. */
    enum Standing {
        /** It is the first. */
        FIRST,
        /** It goes on with what the same model began. */
        LATER,
        /** It goes on with what another model began. */
        HANDED_OVER
    }

    void add(OutputRecord answer, Standing standing) {
        if (answer.isDeadLetter()) {
            rejected++;
            cutShort += standing == Standing.FIRST ? 0 : 1;
        } else {
            chunks++;
            handedOver += standing == Standing.HANDED_OVER ? 1 : 0;
        }
    }

    void add(RolloutTally other) {
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
                        + " rollout (%d in the middle of the answer)",
                chunks,
                handedOver,
                rejected,
                cutShort);
    }
}

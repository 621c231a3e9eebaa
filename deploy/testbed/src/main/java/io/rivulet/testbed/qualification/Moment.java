package io.rivulet.testbed.qualification;

import io.rivulet.testbed.cluster.CheckpointFolders;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** When a fault strikes. */
enum Moment {
    /** Without waiting. */
    NOW,
    /** At any time. */
    RANDOM,
    /** A checkpoint has begun and is not committed: some tasks have handed their state over, others have not. */
    BEFORE_COMMIT,
    /** A checkpoint is committed, and the transactions that belong to it are about to be. */
    AFTER_COMMIT;

    private static final List<Moment> TURNS = List.of(BEFORE_COMMIT, AFTER_COMMIT, RANDOM);
    private static final int RANDOM_MILLIS = 2000;
    private static final int BEGUN_MILLIS = 12;

    /** The moments in turns, so that few faults meet each of them. */
    static Moment ofFault(int number) {
        return TURNS.get(number % TURNS.size());
    }

    /** Returns when it is there, with what can be said about it. */
    String await(CheckpointFolders checkpoints, SplittableRandom random) throws IOException, InterruptedException {
        switch (this) {
            case NOW -> {
                return "then and there";
            }
            case RANDOM -> {
                int millis = random.nextInt(RANDOM_MILLIS);
                Thread.sleep(millis);
                return "after " + millis + " ms";
            }
            case BEFORE_COMMIT -> {
                long number = checkpoints.awaitBegin();
                int millis = random.nextInt(BEGUN_MILLIS);
                Thread.sleep(millis);
                return String.format(
                        Locale.ROOT,
                        "%d ms into checkpoint %d, %s",
                        millis,
                        number,
                        checkpoints.isCommitted(number) ? "just committed" : "not committed");
            }
            case AFTER_COMMIT -> {
                return "as checkpoint " + checkpoints.awaitCommit() + " is committed";
            }
        }
        throw new IllegalStateException("a fault strikes at a known moment, got " + this);
    }
}

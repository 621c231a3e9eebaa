package io.rivulet.testbed.qualification.fault;

import io.rivulet.testbed.cluster.CheckpointFolders;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** When a fault strikes. */
public enum FaultTiming {
    /** Without waiting. */
    NOW,
    /** At any time. */
    RANDOM,
    /** A checkpoint has begun and is not committed: some tasks have handed their state over, others have not. */
    BEFORE_COMMIT,
    /** A checkpoint is committed, and the transactions that belong to it are about to be. */
    AFTER_COMMIT;

    private static final List<FaultTiming> TURNS = List.of(BEFORE_COMMIT, AFTER_COMMIT, RANDOM);
    private static final int RANDOM_MILLIS = 2000;
    private static final int BEGUN_MILLIS = 12;

    /** All but {@link #NOW} in turns, so that few faults meet each of them. */
    public static FaultTiming ofFault(int number) {
        return TURNS.get(number % TURNS.size());
    }

    /** Returns when the moment is there, with what can be said about it. */
    public String await(CheckpointFolders checkpoints, SplittableRandom random)
            throws IOException, InterruptedException {
        return switch (this) {
            case NOW -> "then and there";
            case RANDOM -> "after " + rest(RANDOM_MILLIS, random) + " ms";
            case BEFORE_COMMIT -> begun(checkpoints, random);
            case AFTER_COMMIT -> "as checkpoint " + checkpoints.awaitCommit() + " is committed";
        };
    }

    private static String begun(CheckpointFolders checkpoints, SplittableRandom random)
            throws IOException, InterruptedException {
        long number = checkpoints.awaitBegin();
        int millis = rest(BEGUN_MILLIS, random);
        return String.format(
                Locale.ROOT,
                "%d ms into checkpoint %d, %s",
                millis,
                number,
                checkpoints.isCommitted(number) ? "just committed" : "not committed");
    }

    private static int rest(int most, SplittableRandom random) throws InterruptedException {
        int millis = random.nextInt(most);
        Thread.sleep(millis);
        return millis;
    }
}

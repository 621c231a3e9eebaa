package io.rivulet.cli.local;

/** The wish that a run ends early, and whether the run looks for it. Thread safe. */
public final class Stop {
    private volatile boolean requested;
    private volatile boolean heeded;

    /** Wishes it. */
    public void request() {
        requested = true;
    }

    /** Whether anybody has wished it. */
    public boolean requested() {
        return requested;
    }

    /** From now on the run ends in order, and soon, when that is wished; before it cannot. */
    void heed() {
        heeded = true;
    }

    /** Whether the run ends by itself. */
    public boolean heeded() {
        return heeded;
    }
}

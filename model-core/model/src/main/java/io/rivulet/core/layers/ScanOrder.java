package io.rivulet.core.layers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The order in which threads scan blocks of rows that they take, one each, through all layers. In each layer the scans
 * come in the blocks' order, as a recurrence asks for; all else waits for nothing. What a thread wrote before a scan of
 * its own was over is seen by who waited for that. Blocks are given out in their order, so that the one that a thread
 * waits for is always under way.
 */
final class ScanOrder {
    /**
     * Turns that a wait is likely to be over in, some tens of microseconds; after them the processor is left to others.
     */
    private static final int TURNS = 1000;

    private static final long PAUSE_NANOS = 20_000;

    private final AtomicInteger given = new AtomicInteger();

    /** Of each layer, the blocks whose scan is over. */
    private final AtomicIntegerArray scanned;

    private volatile boolean abandoned;

    ScanOrder(int layers) {
        scanned = new AtomicIntegerArray(layers);
    }

    /** Goes back to before the first block. */
    void begin() {
        abandoned = false;
        given.set(0);
        for (int layer = 0; layer < scanned.length(); layer++) {
            scanned.set(layer, 0);
        }
    }

    /** The number of a block for the thread that calls. */
    int take() {
        return given.getAndIncrement();
    }

    /** Waits until {@code layer} has scanned the block before {@code block}. */
    void await(int layer, int block) {
        for (int turn = 0; scanned.get(layer) < block && !abandoned; turn++) {
            if (turn < TURNS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** {@code layer} has scanned {@code block}. */
    void scanned(int layer, int block) {
        scanned.set(layer, block + 1);
    }

    /** Lets everything pass, as a thread has failed and nobody will read the result. */
    void abandon() {
        abandoned = true;
    }
}

package io.rivulet.core.layers;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets blocks of rows pass each layer in their order, as a recurrence asks for, while threads take one block each through
 * all layers: a block is in a layer when the one before it is in the next, or further on. What a thread wrote before a block
 * had passed a layer is seen by who waited for that.
 */
final class Wavefront {
    /** Turns that a wait is likely to be over in, some tens of microseconds; after them the processor is left to others. */
    private static final int TURNS = 1000;

    private static final long PAUSE_NANOS = 20_000;

    /** Of each layer, the blocks that have passed it. */
    private final AtomicIntegerArray passed;

    private volatile boolean abandoned;

    Wavefront(int layers) {
        passed = new AtomicIntegerArray(layers);
    }

    /** Goes back to before the first block. */
    void begin() {
        abandoned = false;
        for (int layer = 0; layer < passed.length(); layer++) {
            passed.set(layer, 0);
        }
    }

    /** Waits until the block before {@code block} has passed {@code layer}. */
    void await(int layer, int block) {
        for (int turn = 0; passed.get(layer) < block && !abandoned; turn++) {
            if (turn < TURNS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** {@code block} has passed {@code layer}. */
    void pass(int layer, int block) {
        passed.set(layer, block + 1);
    }

    /** Lets everything pass, as a thread has failed and nobody will read the result. */
    void abandon() {
        abandoned = true;
    }
}

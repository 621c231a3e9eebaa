package io.rivulet.core.layers;

/**
 * Cuts stacked rows into blocks that a stack of layers takes one after the other: what a block's rows become on the way
 * through all layers stays in the second-level cache. A sequence may lie in several blocks, as recurrences go on where
 * they stopped; cutting changes no bit.
 */
public final class RowBlocks {
    /** A multiple of the rows that a product takes at once. */
    public static final int ROWS = 96;

    private final Segments block = new Segments();
    private Segments all = new Segments();
    private int sequence;
    private int done;
    private int row;
    private int firstSequence;
    private int firstRow;

    /** Starts before the first block of {@code segments}, which stay as they are until the last. */
    public void begin(Segments segments) {
        all = segments;
        sequence = 0;
        done = 0;
        row = 0;
    }

    /** Goes to the next block; false if there is none. */
    public boolean next() {
        block.clear();
        firstSequence = sequence;
        firstRow = row;
        while (sequence < all.count() && block.rows() < ROWS) {
            int steps = Math.min(all.steps(sequence) - done, ROWS - block.rows());
            block.add(steps);
            done += steps;
            if (done == all.steps(sequence)) {
                sequence++;
                done = 0;
            }
        }
        row += block.rows();
        return block.rows() > 0;
    }

    /** The sequences' parts in this block. */
    public Segments segments() {
        return block;
    }

    /** The sequence of the block's first part; the others follow it. */
    public int firstSequence() {
        return firstSequence;
    }

    /** Where the block's rows begin among all rows. */
    public int firstRow() {
        return firstRow;
    }
}

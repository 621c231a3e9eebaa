package io.rivulet.core.layers;

/**
 * Cuts stacked rows into blocks that a stack of layers takes one after the other: what a block's rows become on the way
 * through all layers stays in the second-level cache. A sequence may lie in several blocks, as recurrences go on where
 * they stopped; cutting changes no bit.
 */
public final class RowBlocks {
    /** The most of a block, and the most of a pass that one thread does alone. */
    public static final int ROWS = 96;

    /** Bounds of a block of a pass that threads share: shorter ones than {@link #ROWS}, so that no thread waits long for another. */
    private static final int FEWEST_SHARED = 24;

    private static final int MOST_SHARED = 48;
    /** Rows that a product takes at once. */
    private static final int TILE = 6;

    private final Segments block = new Segments();
    private Segments all = new Segments();
    private int most = ROWS;
    private int sequence;
    private int done;
    private int row;
    private int firstSequence;
    private int firstRow;

    /** Rows of a block of a pass of {@code all} rows that so many threads share: two blocks for each, within bounds. */
    static int shared(int all, int threads) {
        int tiles = (all + 2 * threads * TILE - 1) / (2 * threads * TILE);
        return Math.min(MOST_SHARED, Math.max(FEWEST_SHARED, tiles * TILE));
    }

    /** Starts before the first block, of up to {@code rows}, of {@code segments}, which stay as they are until the last. */
    public void begin(Segments segments, int rows) {
        all = segments;
        most = rows;
        sequence = 0;
        done = 0;
        row = 0;
    }

    /** Goes to the next block; false if there is none. */
    public boolean next() {
        block.clear();
        firstSequence = sequence;
        firstRow = row;
        while (sequence < all.count() && block.rows() < most) {
            int steps = Math.min(all.steps(sequence) - done, most - block.rows());
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

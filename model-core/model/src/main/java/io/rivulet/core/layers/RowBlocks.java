package io.rivulet.core.layers;

/**
 * Cuts stacked rows into blocks that a stack of layers takes one after the other: few enough rows for what they become
 * on the way through all layers to stay in near caches, and enough of them for weights to be worth fetching. Blocks
 * differ by less than two tiles of rows. A segment may lie in several blocks, as recurrences go on where they stopped;
 * cutting changes no bit.
 */
public final class RowBlocks {
    /** The most of a block of a pass that one thread does. */
    public static final int ROWS = 192;

    /** The most of a block of a pass that threads share, and the most of a pass that they do not. */
    public static final int SHARED = 96;

    /** The fewest on average for which a thread is worth waking, and weights worth fetching. */
    private static final int FEWEST_SHARED = 24;

    /** Rows that a product takes at once. */
    private static final int TILE = 6;

    private final Segments block = new Segments();
    private Segments all = new Segments();
    private int left;
    private int segment;
    private int done;
    private int row;
    private int firstSegment;
    private int firstRow;

    /** Blocks of a pass of {@code rows}. */
    static int count(int rows) {
        return ceilDiv(rows, ROWS);
    }

    /**
     * Blocks of a pass of more than {@link #SHARED} rows that threads share: as many for each, if there are rows
     * enough.
     */
    static int count(int rows, int threads) {
        return Math.min(threads * ceilDiv(rows, threads * SHARED), rows / FEWEST_SHARED);
    }

    /** Starts before the first of {@code count} blocks of {@code segments}, which stay as they are until the last. */
    public void begin(Segments segments, int count) {
        all = segments;
        left = count;
        segment = 0;
        done = 0;
        row = 0;
    }

    /** Goes to the next block; false if there is none. */
    public boolean next() {
        if (left == 0) {
            return false;
        }
        int most = ceilDiv(ceilDiv(all.rows() - row, TILE), left--) * TILE;
        block.clear();
        firstSegment = segment;
        firstRow = row;
        while (segment < all.count() && block.rows() < most) {
            int steps = Math.min(all.steps(segment) - done, most - block.rows());
            block.add(steps);
            done += steps;
            if (done == all.steps(segment)) {
                segment++;
                done = 0;
            }
        }
        row += block.rows();
        return block.rows() > 0;
    }

    private static int ceilDiv(int x, int y) {
        return (x + y - 1) / y;
    }

    /** The segments' parts in this block. */
    public Segments segments() {
        return block;
    }

    /** The segment of the block's first part; the others follow it. */
    public int firstSegment() {
        return firstSegment;
    }

    /** Where the block's rows begin among all rows. */
    public int firstRow() {
        return firstRow;
    }
}

package io.rivulet.core.generate;

/**
 * How a request for {@code symbols} symbols falls into blocks when {@code partial} symbols of a frame are pending.
 * Every block but the last covers whole frames; the first begins inside a frame if symbols are pending.
 *
 * @param size of the blocks
 */
public record BlockPlan(BlockSize size, int partial, long symbols) {

    public BlockPlan {
        if (partial < 0 || partial >= size.frame()) {
            throw new IllegalArgumentException("pending symbols must be fewer than a frame of " + size.frame()
                    + ", got " + partial + "; absorb whole frames first");
        }
        if (symbols < 0) {
            throw new IllegalArgumentException(
                    "symbols to generate must be 0 or more, got " + symbols + "; use 0 to absorb only");
        }
        if ((partial + (double) symbols) / size.symbols() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a request may have at most " + Integer.MAX_VALUE + " blocks, got "
                    + symbols + " symbols in blocks of " + size.steps()
                    + " steps; ask for fewer symbols or longer blocks");
        }
    }

    /** Blocks of the request; none if no symbol is asked for. */
    public int blocks() {
        return symbols == 0 ? 0 : (int) ((partial + symbols - 1) / size.symbols()) + 1;
    }

    /** New symbols that block {@code block} delivers. */
    public int symbolsIn(int block) {
        if (block < 0 || block >= blocks()) {
            throw new IndexOutOfBoundsException("block must be between 0 and " + (blocks() - 1) + ", got " + block);
        }
        long begin = block == 0 ? partial : (long) block * size.symbols();
        long end = Math.min((block + 1L) * size.symbols(), partial + symbols);
        return (int) (end - begin);
    }
}

package io.rivulet.core.generate;

/**
 * How a request for {@code symbols} symbols falls into blocks of {@code blockSteps} steps when {@code partial} symbols of
 * a frame are pending. Every block but the last covers {@code blockSteps} whole frames; the first begins inside a frame if
 * symbols are pending.
 *
 * @param frame symbols a step
 */
public record BlockPlan(int frame, int partial, long symbols, int blockSteps) {

    public BlockPlan {
        if (frame < 1 || partial < 0 || partial >= frame) {
            throw new IllegalArgumentException("pending symbols must be fewer than a frame of " + frame + ", got "
                    + partial + "; absorb whole frames first");
        }
        if (symbols < 0) {
            throw new IllegalArgumentException(
                    "symbols to generate must be 0 or more, got " + symbols + "; use 0 to absorb only");
        }
        if (blockSteps < 1 || (long) blockSteps * frame > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("steps in a block must be between 1 and " + Integer.MAX_VALUE / frame
                    + " for frames of " + frame + ", got " + blockSteps + "; choose shorter blocks");
        }
        if ((partial + (double) symbols) / ((double) blockSteps * frame) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a request may have at most " + Integer.MAX_VALUE + " blocks, got " + symbols
                            + " symbols in blocks of " + blockSteps + " steps; ask for fewer symbols or longer blocks");
        }
    }

    /** Blocks of the request; none if no symbol is asked for. */
    public int blocks() {
        return symbols == 0 ? 0 : (int) ((partial + symbols - 1) / blockSymbols()) + 1;
    }

    /** New symbols that block {@code block} delivers. */
    public int symbolsIn(int block) {
        if (block < 0 || block >= blocks()) {
            throw new IndexOutOfBoundsException("block must be between 0 and " + (blocks() - 1) + ", got " + block);
        }
        long begin = block == 0 ? partial : block * blockSymbols();
        long end = Math.min((block + 1) * blockSymbols(), partial + symbols);
        return (int) (end - begin);
    }

    private long blockSymbols() {
        return (long) blockSteps * frame;
    }
}

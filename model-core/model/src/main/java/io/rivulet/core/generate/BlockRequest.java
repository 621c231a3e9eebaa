package io.rivulet.core.generate;

/**
 * Asks for one block.
 *
 * @param symbols new symbols to deliver, at least 1
 */
public record BlockRequest(SessionState state, int symbols, Randomness randomness) {

    public BlockRequest {
        if (symbols < 1) {
            throw new IllegalArgumentException(
                    "a block delivers at least 1 symbol, got " + symbols + "; leave the request out to absorb only");
        }
    }

    /** Steps that the block covers with frames of {@code frame} symbols. */
    int steps(int frame) {
        return (int) (((long) state.pending() + symbols - 1) / frame) + 1;
    }

    /** Steps of the block whose frames are finished by it. */
    int wholeSteps(int frame) {
        return (int) (((long) state.pending() + symbols) / frame);
    }
}

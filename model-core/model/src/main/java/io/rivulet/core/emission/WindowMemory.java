package io.rivulet.core.emission;

import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/**
 * Of a {@link Windowed} emission: the recurrence over frames, [2 * context], and then the last symbols, each plus one,
 * the nearest last, 0 for those before the first.
 */
final class WindowMemory implements SymbolMemory {
    private final Kernels kernels;
    private final SymbolEmbedding drive;
    private final Diagonal lambda;
    private final float[] x0;
    private final int frame;
    private final int reach;
    private final Scratch drives = new Scratch();

    /**
     * @param drive from a frame to the recurrence's input, [rows, 2 * context]
     * @param x0 the recurrence before the first frame, [2 * context]
     */
    WindowMemory(Kernels kernels, SymbolEmbedding drive, Diagonal lambda, float[] x0, int frame, int reach) {
        this.kernels = kernels;
        this.drive = drive;
        this.lambda = lambda;
        this.x0 = x0;
        this.frame = frame;
        this.reach = reach;
    }

    int complex() {
        return x0.length;
    }

    @Override
    public int floats() {
        return x0.length + reach;
    }

    @Override
    public void start(float[] state, int offset) {
        System.arraycopy(x0, 0, state, offset, x0.length);
    }

    @Override
    public void move(float[] symbols, Past past) {
        int rows = past.segments().rows();
        float[] x = drives.floats(rows, x0.length);
        drive.embed(symbols, rows, x);
        int first = 0;
        for (int s = 0; s < past.segments().count(); s++) {
            int steps = past.segments().steps(s);
            int at = s * past.stride() + past.offset();
            kernels.scan(lambda, x, first, steps, past.states(), at);
            System.arraycopy(x, (first + steps - 1) * x0.length, past.states(), at, x0.length);
            shift(past.states(), at + x0.length, symbols, first * frame, steps * frame);
            first += steps;
        }
    }

    /** One frame of each of {@code count} sessions: symbols [count, F] move {@code context}, [count, 2 * context]. */
    void advance(float[] symbols, int count, float[] context) {
        float[] x = drives.floats(count, x0.length);
        drive.embed(symbols, count, x);
        for (int i = 0; i < count; i++) {
            kernels.scan(lambda, x, i, 1, context, i * x0.length);
        }
        System.arraycopy(x, 0, context, 0, count * x0.length);
    }

    /** Appends {@code count} symbols to those remembered at {@code at}. */
    private void shift(float[] states, int at, float[] symbols, int from, int count) {
        int kept = Math.max(0, reach - count);
        System.arraycopy(states, at + reach - kept, states, at, kept);
        for (int i = kept; i < reach; i++) {
            states[at + i] = symbols[from + count - reach + i] + 1;
        }
    }
}

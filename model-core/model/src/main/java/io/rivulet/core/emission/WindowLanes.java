package io.rivulet.core.emission;

import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Scratch;

/**
 * The sessions of one draw side by side, and what each can look back at: its remembered symbols and those of the block
 * so far, embedded, [reach + steps * frame, each].
 */
final class WindowLanes {
    private final Scratch scratch = new Scratch();
    private float[] past = {};
    private int[] pastAt = {};
    private int[] firstRow = {};
    private int[] live = {};
    private int count;
    private int step;
    private int reach;
    private int frame;
    private Segments segments = Segments.of(1);
    private final WindowNetwork network;

    WindowLanes(WindowNetwork network) {
        this.network = network;
    }

    void begin(Segments stacked, int farthest, int width) {
        segments = stacked;
        reach = farthest;
        frame = width;
        int sessions = stacked.count();
        if (live.length < sessions) {
            int capacity = Scratch.grown(live.length, sessions);
            pastAt = new int[capacity];
            firstRow = new int[capacity];
            live = new int[capacity];
        }
        int symbols = 0;
        int rows = 0;
        for (int s = 0; s < sessions; s++) {
            pastAt[s] = symbols * network.each;
            firstRow[s] = rows;
            symbols += reach + stacked.steps(s) * frame;
            rows += stacked.steps(s);
        }
        past = scratch.floats(symbols, network.each);
    }

    /** Takes a session's last symbols, each plus one, [reach]. */
    void remember(int segment, float[] symbols, int from) {
        for (int i = 0; i < reach; i++) {
            network.embed(symbols[from + i], past, pastAt[segment] + i * network.each);
        }
    }

    /** Goes to frame {@code next} of every session that has it; false if none has. */
    boolean advance(int next) {
        step = next;
        count = 0;
        for (int s = 0; s < segments.count(); s++) {
            if (segments.steps(s) > next) {
                live[count++] = s;
            }
        }
        return count > 0;
    }

    /** Sessions that have the present frame. */
    int count() {
        return count;
    }

    int segment(int lane) {
        return live[lane];
    }

    /** The stacked row of a lane's present frame. */
    int row(int lane) {
        return firstRow[live[lane]] + step;
    }

    /** Writes the embedded symbols at the given distances before symbol {@code j} of a lane's frame. */
    void gather(int lane, int j, int[] lags, float[] to, int at) {
        int each = network.each;
        float[] symbols = past;
        int here = before(lane, j, 0);
        if (each == 1) {
            for (int k = 0; k < lags.length; k++) {
                to[at + k] = symbols[here - lags[k]];
            }
            return;
        }
        for (int k = 0; k < lags.length; k++) {
            System.arraycopy(symbols, here - lags[k] * each, to, at + k * each, each);
        }
    }

    /** Writes the {@code count} embedded symbols just before symbol {@code j} of a lane's frame. */
    void copy(int lane, int j, int count, float[] to) {
        System.arraycopy(past, before(lane, j, count), to, 0, count * network.each);
    }

    /** Where {@link #past} has the {@code count} symbols just before symbol {@code j} of a lane's frame. */
    private int before(int lane, int j, int count) {
        return pastAt[live[lane]] + (reach + step * frame + j - count) * network.each;
    }

    /** Symbol {@code j} of a lane's frame is decided. */
    void put(int lane, int j, float symbol) {
        network.embed(symbol + 1, past, pastAt[live[lane]] + (reach + step * frame + j) * network.each);
    }
}

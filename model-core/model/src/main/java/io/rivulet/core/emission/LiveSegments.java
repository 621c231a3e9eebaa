package io.rivulet.core.emission;

import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Scratch;

/**
 * The segments of one draw side by side, frame by frame, and what each can look back at: the symbols that its session
 * remembers and those of the block so far, embedded, [reach + steps * frame, each]. Those that have the present frame
 * are live, and counted from 0; their symbols are counted from the first of that frame.
 */
final class LiveSegments {
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

    LiveSegments(WindowNetwork network) {
        this.network = network;
    }

    void begin(Segments stacked, int farthest, int width) {
        segments = stacked;
        reach = farthest;
        frame = width;
        int all = stacked.count();
        if (live.length < all) {
            int capacity = Scratch.grown(live.length, all);
            pastAt = new int[capacity];
            firstRow = new int[capacity];
            live = new int[capacity];
        }
        int symbols = 0;
        int rows = 0;
        for (int s = 0; s < all; s++) {
            pastAt[s] = symbols * network.each;
            firstRow[s] = rows;
            symbols += reach + stacked.steps(s) * frame;
            rows += stacked.steps(s);
        }
        past = scratch.floats(symbols, network.each);
    }

    /** Takes the last symbols of a segment's session, each plus one, [reach]. */
    void remember(int segment, float[] symbols, int from) {
        for (int i = 0; i < reach; i++) {
            network.embed(symbols[from + i], past, pastAt[segment] + i * network.each);
        }
    }

    /** Goes to frame {@code next} of every segment that has it; false if none has. */
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

    /** Segments that have the present frame. */
    int count() {
        return count;
    }

    /** Which of all segments live one {@code i} is. */
    int segment(int i) {
        return live[i];
    }

    /** The stacked row of the present frame of live segment {@code i}. */
    int row(int i) {
        return firstRow[live[i]] + step;
    }

    /** Writes the embedded symbols at the given distances before symbol {@code j} of live segment {@code i}. */
    void gather(int i, int j, int[] lags, float[] to, int at) {
        int each = network.each;
        float[] symbols = past;
        int here = before(i, j, 0);
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

    /** Writes the {@code count} embedded symbols just before symbol {@code j} of live segment {@code i}. */
    void copy(int i, int j, int count, float[] to) {
        System.arraycopy(past, before(i, j, count), to, 0, count * network.each);
    }

    /** Where {@link #past} has the {@code count} symbols just before symbol {@code j} of live segment {@code i}. */
    private int before(int i, int j, int count) {
        return pastAt[live[i]] + (reach + step * frame + j - count) * network.each;
    }

    /** Symbol {@code j} of live segment {@code i} is decided. */
    void put(int i, int j, float symbol) {
        network.embed(symbol + 1, past, pastAt[live[i]] + (reach + step * frame + j) * network.each);
    }
}

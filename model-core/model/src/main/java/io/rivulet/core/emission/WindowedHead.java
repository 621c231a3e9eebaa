package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;
import java.util.Arrays;

/**
 * Draws the symbols of a {@link Windowed} emission: what depends on the decoder alone for all rows at once, what
 * depends on earlier frames once a frame, and the rest symbol by symbol (or group by group), the sessions side by side.
 */
final class WindowedHead implements EmissionHead {
    private final Kernels kernels;
    private final Windowed emission;
    private final int frame;
    private final int group;
    private final int cells;
    private final int perCell;
    private final boolean twoDraws;
    private final Linear perFrame;
    private final FrameContext frameContext;
    private final WindowNetwork network;
    private final WindowMemory memory;
    private final Scratch numbers = new Scratch();
    private final Scratch states = new Scratch();
    private final LiveSegments live;
    private final Scratch contexts = new Scratch();
    private final Scratch earlyRows = new Scratch();
    private final Scratch hiddenRows = new Scratch();
    private final Scratch frames = new Scratch();
    /** Of one group: what is near it, its units, and what they give. */
    private final float[] window;

    private final float[] unit;
    private final float[] mixed;
    private final float[] law;
    private final float[] own;

    /**
     * @param perFrame from the decoder's output to the numbers of all symbols of a frame
     * @param frameContext what adds to them what the frames before say
     */
    WindowedHead(
            Kernels kernels,
            Windowed emission,
            int frame,
            Linear perFrame,
            FrameContext frameContext,
            WindowNetwork network,
            WindowMemory memory) {
        this.kernels = kernels;
        this.emission = emission;
        this.frame = frame;
        this.perFrame = perFrame;
        this.frameContext = frameContext;
        this.network = network;
        this.memory = memory;
        live = new LiveSegments(network);
        twoDraws = emission.law().draws() == 2;
        group = emission.law().group();
        cells = frame / group;
        perCell = emission.features() + emission.law().outputs();
        window = new float[network.nearWeight.in()];
        // Times the zeros of inputs that count nothing this is -0, which leaves all bits of any sum.
        Arrays.fill(window, network.near.length * network.each, window.length, -0f);
        unit = new float[network.nearWeight.paddedOut()];
        mixed = new float[network.inner.paddedOut()];
        law = new float[network.lawRoom()];
        own = new float[network.lawRoom()];
    }

    @Override
    public void draw(float[] hidden, Draws draws, Past past, float[] symbols) {
        int rows = draws.rows();
        float[] number = numbers.floats(rows, cells * perCell);
        perFrame.forward(kernels, hidden, rows, number);
        frameContext.begin(hidden, rows);
        Segments segments = past.segments();
        int kept = memory.floats();
        float[] state = states.floats(segments.count(), kept);
        for (int s = 0; s < segments.count(); s++) {
            System.arraycopy(past.states(), s * past.stride() + past.offset(), state, s * kept, kept);
        }
        live.begin(segments, emission.reach(), frame);
        for (int s = 0; s < segments.count(); s++) {
            live.remember(s, state, s * kept + memory.complex());
        }
        double[] first = draws.uniforms(Draws.SYMBOLS, frame);
        double[] second = twoDraws ? draws.uniforms(Draws.SECOND_SYMBOLS, frame) : first;
        for (int step = 0; live.advance(step); step++) {
            frame(draws, state, kept, number, first, second, symbols);
        }
    }

    /** One frame of every segment that still has one. */
    private void frame(
            Draws draws, float[] state, int kept, float[] number, double[] first, double[] second, float[] symbols) {
        int count = live.count();
        int complex = memory.complex();
        int hidden = emission.hidden();
        float[] context = contexts.floats(count, complex);
        for (int i = 0; i < count; i++) {
            System.arraycopy(state, live.segment(i) * kept, context, i * complex, complex);
        }
        frameContext.add(live, context, number);
        // Room for a panel after the last row, because a row product reads whole ones.
        float[] units = hiddenRows.floats(1, count * cells * hidden + network.nearWeight.paddedOut());
        network.early.forward(kernels, early(number), count * cells, units);
        for (int j = 0; j < cells; j++) {
            cell(draws, j, units, number, first, second, symbols);
        }
        float[] shown = frames.floats(count, frame);
        for (int i = 0; i < count; i++) {
            System.arraycopy(symbols, live.row(i) * frame, shown, i * frame, frame);
        }
        memory.advance(shown, count, context);
        for (int i = 0; i < count; i++) {
            System.arraycopy(context, i * complex, state, live.segment(i) * kept, complex);
        }
    }

    /**
     * What is known of every symbol before its frame begins: its features, and what lies farther back than the frame.
     */
    private float[] early(float[] number) {
        int features = emission.features();
        int[] far = network.far;
        int width = features + far.length * network.each;
        float[] rows = earlyRows.floats(live.count() * cells, width);
        int at = 0;
        for (int i = 0; i < live.count(); i++) {
            int row = live.row(i) * cells * perCell;
            for (int j = 0; j < cells; j++, at += width) {
                System.arraycopy(number, row + j * perCell, rows, at, features);
                live.gather(i, j * group, far, rows, at + features);
            }
        }
        return rows;
    }

    /** Group {@code j} of the frame, of all live segments. */
    private void cell(
            Draws draws, int j, float[] units, float[] number, double[] first, double[] second, float[] symbols) {
        for (int i = 0; i < live.count(); i++) {
            int row = live.row(i);
            int at = row * frame + j * group;
            if ((j + 1) * group > draws.given(row)) {
                law(i, j, units, number, row);
                for (int member = Math.max(0, draws.given(row) - j * group); member < group; member++) {
                    float[] one = emission.law().own(law, symbols, at, member, own);
                    int symbol = at + member;
                    symbols[symbol] =
                            emission.law().draw(one, 0, first[symbol], second[symbol], draws.temperature(row));
                }
            }
            for (int member = 0; member < group; member++) {
                live.put(i, j * group + member, symbols[at + member]);
            }
        }
    }

    /**
     * The numbers of the law of group {@code j}, of live segment {@code i}: what waits for the symbols before it, and
     * nothing else.
     */
    private void law(int i, int j, float[] units, float[] number, int row) {
        int unitsAt = (i * cells + j) * emission.hidden();
        if (network.adjacent) {
            live.copy(i, j * group, network.near.length, window);
        } else {
            live.gather(i, j * group, network.near, window, 0);
        }
        kernels.rowUnits(window, 0, network.nearWeight, units, unitsAt, unit, 0);
        kernels.rowUnits(unit, 0, network.inner, network.innerBias, 0, mixed, 0);
        network.law(mixed, number, (row * cells + j) * perCell + emission.features(), law);
    }

    @Override
    public float[] logits() {
        return numbers.floats(0, 0);
    }
}

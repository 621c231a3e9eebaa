package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/**
 * Draws the symbols of a {@link Windowed} emission: what depends on the decoder alone for all rows at once, what depends
 * on earlier frames once a frame, and the rest symbol by symbol (or group by group), the sessions side by side.
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
    private final WindowLanes lanes;
    private final Scratch contexts = new Scratch();
    private final Scratch featureRows = new Scratch();
    private final Scratch hiddenRows = new Scratch();
    private final Scratch windowRows = new Scratch();
    private final Scratch frames = new Scratch();
    private final Scratch a = new Scratch();
    private final Scratch b = new Scratch();
    private final Scratch laws = new Scratch();
    private final Scratch own = new Scratch();

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
        lanes = new WindowLanes(network);
        twoDraws = emission.law() instanceof LogisticLaw;
        group = emission.law().group();
        cells = frame / group;
        perCell = emission.features() + emission.law().outputs();
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
        lanes.begin(segments, emission.reach(), frame);
        for (int s = 0; s < segments.count(); s++) {
            lanes.remember(s, state, s * kept + memory.complex());
        }
        double[] first = draws.uniforms(Draws.SYMBOLS, frame);
        double[] second = twoDraws ? draws.uniforms(Draws.SECOND_SYMBOLS, frame) : first;
        for (int step = 0; lanes.advance(step); step++) {
            frame(draws, state, kept, number, first, second, symbols);
        }
    }

    /** One frame of every session that still has one. */
    private void frame(
            Draws draws, float[] state, int kept, float[] number, double[] first, double[] second, float[] symbols) {
        int live = lanes.count();
        int complex = memory.complex();
        int hidden = emission.hidden();
        int features = emission.features();
        float[] context = contexts.floats(live, complex);
        for (int i = 0; i < live; i++) {
            System.arraycopy(state, lanes.segment(i) * kept, context, i * complex, complex);
        }
        frameContext.add(lanes, context, number);
        float[] feature = featureRows.floats(live * cells, features);
        for (int i = 0; i < live; i++) {
            int row = lanes.row(i) * cells * perCell;
            for (int j = 0; j < cells; j++) {
                System.arraycopy(number, row + j * perCell, feature, (i * cells + j) * features, features);
            }
        }
        // Room for a panel after the last row, because a row product reads whole ones.
        float[] units = hiddenRows.floats(1, live * cells * hidden + network.nearWeight.paddedOut());
        network.features.forward(kernels, feature, live * cells, units);
        int[] far = network.far;
        if (far.length > 0) {
            float[] window = windowRows.floats(live * cells, far.length * network.each);
            for (int i = 0; i < live; i++) {
                for (int j = 0; j < cells; j++) {
                    lanes.gather(i, j * group, far, window, (i * cells + j) * far.length * network.each);
                }
            }
            kernels.addProduct(window, live * cells, network.farWeight, units);
        }
        for (int j = 0; j < cells; j++) {
            cell(draws, j, units, number, first, second, symbols);
        }
        float[] shown = frames.floats(live, frame);
        for (int i = 0; i < live; i++) {
            System.arraycopy(symbols, lanes.row(i) * frame, shown, i * frame, frame);
        }
        memory.advance(shown, live, context);
        for (int i = 0; i < live; i++) {
            System.arraycopy(context, i * complex, state, lanes.segment(i) * kept, complex);
        }
    }

    /** Group {@code j} of the frame, of all live sessions. */
    private void cell(
            Draws draws, int j, float[] units, float[] number, double[] first, double[] second, float[] symbols) {
        for (int i = 0; i < lanes.count(); i++) {
            int row = lanes.row(i);
            int at = row * frame + j * group;
            if ((j + 1) * group > draws.given(row)) {
                float[] law = law(i, j, units, number, row);
                for (int member = Math.max(0, draws.given(row) - j * group); member < group; member++) {
                    float[] one = emission.law().own(law, symbols, at, member, own.floats(1, law.length));
                    int symbol = at + member;
                    symbols[symbol] =
                            emission.law().draw(one, 0, first[symbol], second[symbol], draws.temperature(row));
                }
            }
            for (int member = 0; member < group; member++) {
                lanes.put(i, j * group + member, symbols[at + member]);
            }
        }
    }

    /** The numbers of one group's law: what waits for the symbols before it, and nothing else. */
    private float[] law(int lane, int j, float[] units, float[] number, int row) {
        float[] unit = a.floats(1, network.nearWeight.paddedOut());
        int unitsAt = (lane * cells + j) * emission.hidden();
        float[] window = lanes.past();
        int windowAt = lanes.before(lane, j * group, network.near.length);
        if (!network.adjacent) {
            window = windowRows.floats(1, network.near.length * network.each);
            windowAt = 0;
            lanes.gather(lane, j * group, network.near, window, windowAt);
        }
        kernels.rowUnits(window, windowAt, network.nearWeight, units, unitsAt, unit, 0);
        float[] mixed = b.floats(1, network.inner.paddedOut());
        kernels.rowUnits(unit, 0, network.inner, network.innerBias, 0, mixed, 0);
        float[] law = laws.floats(1, network.lawRoom());
        network.law(mixed, number, (row * cells + j) * perCell + emission.features(), law);
        return law;
    }

    @Override
    public float[] logits() {
        return numbers.floats(0, 0);
    }
}

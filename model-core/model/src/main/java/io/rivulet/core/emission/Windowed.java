package io.rivulet.core.emission;

import java.util.List;
import java.util.TreeSet;

/**
 * Symbols that each depend on a few earlier ones, at fixed distances, whichever frame those are in:
 *
 * <pre>
 * c_t = lambda * c_(t-1) + B [frame t]                     complex, elementwise: all frames so far, the block's too
 * g_t = relu(P [o_t, c_(t-1)])                             what decoder and frames say together
 * f_i, e_i = linear in o_t and in g_t                      features of symbol i, which is in frame t
 * a_i = U f_i + V [embed(x_(i - lag)) for each lag]
 * b_i = M relu(a_i)
 * law of x_i = e_i + W relu(b_i)
 * </pre>
 *
 * With a law of groups, i counts groups, whose symbols share one run of the network. All matrix work of a block stays
 * parallel over its steps; what runs from symbol to symbol is this one small network.
 * It decides what neighbours must agree on (strokes, edges, colours, letters), and the latents all the rest: a
 * variational autoencoder with a local autoregressive decoder, as in arXiv 1611.05013. A symbol before the first of a
 * sequence enters as zeros.
 *
 * @param law of one symbol
 * @param features numbers of the decoder's that each symbol (or group) of a frame has for itself
 * @param context complex states of the recurrence over frames
 * @param joint units that join the decoder's output and that recurrence, g_t
 * @param hidden units of the small network, a_i
 * @param inner units of its second layer, b_i
 * @param lags distances, in symbols, ascending; from the first of a group
 */
public record Windowed(SymbolLaw law, int features, int context, int joint, int hidden, int inner, List<Integer> lags)
        implements Emission {

    /** The farthest that a symbol may look back. */
    public static final int MAX_LAG = 1 << 12;

    /** The most symbols that one may depend on. */
    public static final int MAX_LAGS = 256;

    private static final int MAX_HIDDEN = 4096;
    /** Numbers by which a symbol of an unordered alphabet enters the window. */
    private static final int EMBEDDED = 16;

    public Windowed {
        lags = List.copyOf(lags);
        for (int units : new int[] {features, context, joint, hidden, inner}) {
            if (units < 1 || units > MAX_HIDDEN) {
                throw new IllegalArgumentException(
                        "features, context states, joint, hidden and inner units of a windowed emission must be between"
                                + " 1 and " + MAX_HIDDEN + ", got " + units + "; choose a value in that range");
            }
        }
        int before = 0;
        for (int lag : lags) {
            if (lag <= before || lag > MAX_LAG) {
                throw new IllegalArgumentException("lags must ascend from 1 to at most " + MAX_LAG + ", got " + lag
                        + " after " + before + "; sort them and name each once");
            }
            before = lag;
        }
        if (lags.isEmpty() || lags.size() > MAX_LAGS) {
            throw new IllegalArgumentException("a windowed emission has between 1 and " + MAX_LAGS + " lags, got "
                    + lags.size() + "; use an emission without a window for none");
        }
    }

    /** The last {@code left} symbols, and those {@code side} around the same place of the {@code above} frames before. */
    public static List<Integer> lags(int frame, int left, int above, int side) {
        TreeSet<Integer> lags = new TreeSet<>();
        for (int lag = 1; lag <= left; lag++) {
            lags.add(lag);
        }
        for (int row = 1; row <= above; row++) {
            for (int lag = Math.max(1, row * frame - side); lag <= row * frame + side; lag++) {
                lags.add(lag);
            }
        }
        return List.copyOf(lags);
    }

    /** Symbols that the farthest lag reaches back: what a session keeps of its past. */
    public int reach() {
        return lags.get(lags.size() - 1);
    }

    /** Numbers by which a symbol enters the window. */
    public int windowInputs() {
        return law instanceof CategoricalLaw ? EMBEDDED : 1;
    }

    @Override
    public int memoryFloats() {
        return 2 * context + reach();
    }

    @Override
    public int group() {
        return law.group();
    }

    @Override
    public SymbolKind kind() {
        return law.kind();
    }

    @Override
    public int logitsWidth(int frame) {
        return Math.multiplyExact(frame / law.group(), features + law.outputs());
    }

    @Override
    public int inputWidth(int frame) {
        return Math.multiplyExact(frame, law.inputs());
    }
}

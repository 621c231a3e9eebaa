package io.rivulet.core.emission;

import java.util.List;

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

    /** Begins the description of an emission whose symbols follow {@code law}. */
    public static Builder of(SymbolLaw law) {
        return new Builder(law);
    }

    /** Symbols that the farthest lag reaches back: what a session keeps of its past. */
    public int reach() {
        return lags.get(lags.size() - 1);
    }

    /** Numbers by which a symbol enters the window. */
    public int windowInputs() {
        return law.ordered() ? 1 : EMBEDDED;
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
    public <T> T match(Cases<T> cases) {
        return cases.windowed(this);
    }

    @Override
    public SymbolKind kind() {
        return law.kind();
    }

    @Override
    public int values() {
        return law.values();
    }

    @Override
    public int logitsWidth(int frame) {
        return Math.multiplyExact(frame / law.group(), features + law.outputs());
    }

    @Override
    public int inputWidth(int frame) {
        return Math.multiplyExact(frame, law.inputs());
    }

    /** Names the numbers of a windowed emission; each must be given. */
    public static final class Builder {
        private final SymbolLaw law;
        private int features;
        private int context;
        private int joint;
        private int hidden;
        private int inner;
        private List<Integer> lags = List.of();

        private Builder(SymbolLaw law) {
            this.law = law;
        }

        public Builder features(int numbers) {
            features = numbers;
            return this;
        }

        public Builder context(int states) {
            context = states;
            return this;
        }

        public Builder joint(int units) {
            joint = units;
            return this;
        }

        public Builder hidden(int units) {
            hidden = units;
            return this;
        }

        public Builder inner(int units) {
            inner = units;
            return this;
        }

        public Builder lags(List<Integer> ascending) {
            lags = ascending;
            return this;
        }

        /** @throws IllegalArgumentException if a number is out of range */
        public Windowed build() {
            return new Windowed(law, features, context, joint, hidden, inner, lags);
        }
    }
}

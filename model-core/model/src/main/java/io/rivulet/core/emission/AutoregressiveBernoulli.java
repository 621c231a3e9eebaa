package io.rivulet.core.emission;

/**
 * Binary symbols, each depending on those before it in its frame, through {@code hidden} units:
 * {@code logit_j = e_j + w_j . relu(a_j)} and {@code a_(j+1) = a_j + v_j (2 x_j - 1)}, where {@code e} and {@code a_0}
 * are linear in the decoder's output. Input: {@code 2x - 1}.
 */
public record AutoregressiveBernoulli(int hidden) implements Emission {

    /** The most hidden units that a head may have. */
    public static final int MAX_HIDDEN = 4096;

    public AutoregressiveBernoulli {
        if (hidden < 1 || hidden > MAX_HIDDEN) {
            throw new IllegalArgumentException("hidden units of the head inside the frame must be between 1 and "
                    + MAX_HIDDEN + ", got " + hidden + "; use the plain Bernoulli emission for none");
        }
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.autoregressiveBernoulli(this);
    }

    @Override
    public SymbolKind kind() {
        return SymbolKind.BINARY;
    }

    @Override
    public int values() {
        return 2;
    }

    @Override
    public int logitsWidth(int frame) {
        return frame;
    }

    @Override
    public int inputWidth(int frame) {
        return frame;
    }
}

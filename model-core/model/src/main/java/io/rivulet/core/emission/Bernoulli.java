package io.rivulet.core.emission;

/** Binary symbols, independent inside a frame; one logit each. Input: {@code 2x - 1}. */
public record Bernoulli() implements Emission {

    @Override
    public SymbolKind kind() {
        return SymbolKind.BINARY;
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

package io.rivulet.core.emission;

/** Binary symbols, independent inside a frame; one logit each. Input: {@code 2x - 1}. */
public record Bernoulli() implements Emission {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.bernoulli(this);
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

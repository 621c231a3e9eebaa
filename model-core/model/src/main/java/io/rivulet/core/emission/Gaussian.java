package io.rivulet.core.emission;

/**
 * Real symbols, normal and independent inside a frame. Logits are [2 * frame]: standardised means first, then log
 * standard deviations, clamped to [-6, 2]. Input: standardised symbols.
 */
public record Gaussian(Standardisation standardisation) implements Emission {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.gaussian(this);
    }

    @Override
    public SymbolKind kind() {
        return SymbolKind.REAL;
    }

    @Override
    public int values() {
        return 0;
    }

    @Override
    public int channels() {
        return standardisation.channels();
    }

    @Override
    public int logitsWidth(int frame) {
        return Math.multiplyExact(2, frame);
    }

    @Override
    public int inputWidth(int frame) {
        return frame;
    }
}

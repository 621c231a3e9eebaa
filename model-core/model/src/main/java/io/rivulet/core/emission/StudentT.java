package io.rivulet.core.emission;

/**
 * Real symbols, Student-t with {@code degrees} degrees of freedom and independent inside a frame. Logits are
 * [2 * frame]: standardised locations first, then log scales, clamped to [-6, 2]. Input: standardised symbols.
 */
public record StudentT(double degrees, Standardisation standardisation) implements Emission {

    public StudentT {
        if (!(degrees >= 1 && degrees <= 1000)) {
            throw new IllegalArgumentException("degrees of freedom must be between 1 and 1000, got " + degrees
                    + "; use the Gaussian emission for light tails");
        }
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.studentT(this);
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

package io.rivulet.core.emission;

import io.rivulet.core.numerics.Elementary;

/** 0 or 1, by one logit. */
public record BinaryLaw() implements SymbolLaw {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.binary(this);
    }

    @Override
    public SymbolKind kind() {
        return SymbolKind.BINARY;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int values() {
        return 2;
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public float draw(float[] outputs, int at, double first, double second, float temperature) {
        float logit = outputs[at];
        float probability = Elementary.sigmoid(BinaryDraw.tempered(logit, temperature));
        return BinaryDraw.symbol(logit, probability, first, temperature);
    }
}

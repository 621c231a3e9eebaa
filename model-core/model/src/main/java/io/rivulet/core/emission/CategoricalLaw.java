package io.rivulet.core.emission;

/** One of {@code values} unordered values, by a logit each. */
public record CategoricalLaw(int values) implements SymbolLaw {

    public CategoricalLaw {
        LogisticLaw.requireValues(values);
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.categorical(this);
    }

    @Override
    public SymbolKind kind() {
        return SymbolKind.CATEGORICAL;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public int outputs() {
        return values;
    }

    @Override
    public int inputs() {
        return values;
    }

    @Override
    public float draw(float[] outputs, int at, double first, double second, float temperature) {
        float sum = 0;
        for (int k = at; k < at + values; k++) {
            sum += outputs[k];
        }
        return Float.isFinite(sum) ? Mixture.draw(outputs, at, values, first, temperature) : Float.NaN;
    }
}

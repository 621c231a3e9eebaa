package io.rivulet.core.emission;

/** How one symbol is distributed, given a few numbers: part of a model's configuration. */
public sealed interface SymbolLaw permits BinaryLaw, CategoricalLaw, LogisticLaw {

    /** What {@code cases} give for this law. */
    <T> T match(Cases<T> cases);

    /** A value for each law: whoever tells them apart does so here, so that a further law compiles nowhere unseen. */
    interface Cases<T> {

        T binary(BinaryLaw law);

        T categorical(CategoricalLaw law);

        T logistic(LogisticLaw law);
    }

    SymbolKind kind();

    /** Whether the values have an order: a symbol then enters by its {@link #level}, else one-hot. */
    boolean ordered();

    /** Numbers that decide the distribution of the symbols of a group. */
    int outputs();

    /** Adjacent symbols that one set of outputs decides; a frame has whole groups. */
    default int group() {
        return 1;
    }

    /**
     * The law of one symbol of a group, given those before it in the group.
     *
     * @param outputs of the group, [outputs]
     * @param symbols whose group begins at {@code groupAt}; those before {@code member} are read
     * @param own where the symbol's own numbers go, if they are not the group's
     * @return the numbers for {@link #draw}, from 0
     */
    default float[] own(float[] outputs, float[] symbols, int groupAt, int member, float[] own) {
        return outputs;
    }

    /** Uniform draws that select a symbol, 1 or 2. */
    default int draws() {
        return 1;
    }

    /** Values that a symbol may have. */
    int values();

    /** Numbers by which an observed symbol enters the model. */
    int inputs();

    /** The number by which a symbol of an ordered alphabet enters, in [-1, 1]. */
    default float level(float symbol) {
        return 2 * symbol / (values() - 1) - 1;
    }

    /**
     * The symbol that two uniform draws in (0, 1) select.
     *
     * @param outputs the numbers of the symbol's own law, from {@code at}
     * @param temperature 0 for the most likely symbol
     * @return NaN where the numbers are not finite
     */
    float draw(float[] outputs, int at, double first, double second, float temperature);
}

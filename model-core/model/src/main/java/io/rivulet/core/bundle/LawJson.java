package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.SymbolLaw;

/** The {@code law} object of a windowed emission: its {@code type} decides its other fields. */
final class LawJson {
    private static final String BERNOULLI = "bernoulli";
    private static final String CATEGORICAL = "categorical";
    private static final String LOGISTIC = "logistic";
    /** Symbols of a group; absent where it is 1. */
    private static final String GROUP = "group";

    private LawJson() {}

    static SymbolLaw read(ConfigFields fields) {
        String type = fields.text("type");
        SymbolLaw law =
                switch (type) {
                    case BERNOULLI -> new BinaryLaw();
                    case CATEGORICAL -> new CategoricalLaw(fields.integer("values"));
                    case LOGISTIC ->
                        new LogisticLaw(
                                fields.integer("components"),
                                fields.integer("values"),
                                fields.has(GROUP) ? fields.integer(GROUP) : 1);
                    default ->
                        throw new BundleException(
                                ConfigJson.FILE + ": the law's type must be one of " + BERNOULLI + ", " + CATEGORICAL
                                        + ", " + LOGISTIC,
                                BundleException.shown(type),
                                "choose one of these");
                };
        fields.requireNothingElse();
        return law;
    }

    static ObjectNode write(SymbolLaw law) {
        return law.match(new Writer(ConfigJson.NODES.objectNode()));
    }

    private record Writer(ObjectNode node) implements SymbolLaw.Cases<ObjectNode> {

        @Override
        public ObjectNode binary(BinaryLaw law) {
            return node.put("type", BERNOULLI);
        }

        @Override
        public ObjectNode categorical(CategoricalLaw law) {
            return node.put("type", CATEGORICAL).put("values", law.values());
        }

        @Override
        public ObjectNode logistic(LogisticLaw law) {
            node.put("type", LOGISTIC).put("components", law.components()).put("values", law.values());
            return law.group() == 1 ? node : node.put(GROUP, law.group());
        }
    }
}

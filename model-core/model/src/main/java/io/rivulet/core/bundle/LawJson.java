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
                                "another text of " + type.length() + " characters",
                                "choose one of these");
                };
        fields.requireNothingElse();
        return law;
    }

    static ObjectNode write(SymbolLaw law) {
        ObjectNode node = ConfigJson.NODES.objectNode();
        if (law instanceof CategoricalLaw categorical) {
            return node.put("type", CATEGORICAL).put("values", categorical.values());
        }
        if (law instanceof LogisticLaw logistic) {
            node.put("type", LOGISTIC).put("components", logistic.components());
            node.put("values", logistic.values());
            return logistic.group() == 1 ? node : node.put(GROUP, logistic.group());
        }
        return node.put("type", BERNOULLI);
    }
}

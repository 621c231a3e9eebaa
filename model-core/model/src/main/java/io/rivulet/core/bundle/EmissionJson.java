package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.Windowed;

/** The {@code emission} object of the configuration: its {@code type} decides its other fields. */
final class EmissionJson {

    private static final String BERNOULLI = "bernoulli";
    private static final String AUTOREGRESSIVE_BERNOULLI = "autoregressive_bernoulli";
    private static final String CATEGORICAL = "categorical";
    private static final String GAUSSIAN = "gaussian";
    private static final String WINDOWED = "windowed";
    private static final String STUDENT_T = "student_t";

    private EmissionJson() {}

    static Emission read(ConfigFields fields) {
        String type = fields.text("type");
        Emission emission =
                switch (type) {
                    case BERNOULLI -> new Bernoulli();
                    case AUTOREGRESSIVE_BERNOULLI -> new AutoregressiveBernoulli(fields.integer("hidden"));
                    case CATEGORICAL -> new Categorical(fields.integer("values"));
                    case GAUSSIAN -> new Gaussian(standardisation(fields));
                    case WINDOWED ->
                        Windowed.of(LawJson.read(fields.object("law")))
                                .features(fields.integer("features"))
                                .context(fields.integer("context"))
                                .joint(fields.integer("joint"))
                                .hidden(fields.integer("hidden"))
                                .inner(fields.integer("inner"))
                                .lags(fields.integers("lags"))
                                .build();
                    case STUDENT_T -> new StudentT(fields.number("degrees"), standardisation(fields));
                    default ->
                        throw new BundleException(
                                ConfigJson.FILE + ": emission type must be one of " + BERNOULLI + ", "
                                        + AUTOREGRESSIVE_BERNOULLI + ", " + CATEGORICAL + ", " + GAUSSIAN + ", "
                                        + STUDENT_T + ", " + WINDOWED,
                                "another text of " + type.length() + " characters",
                                "choose one of these");
                };
        fields.requireNothingElse();
        return emission;
    }

    static ObjectNode write(Emission emission) {
        ObjectNode node = ConfigJson.NODES.objectNode();
        // A sealed type without pattern switches in Java 17: a new emission falls through to the last line.
        if (emission instanceof Bernoulli) {
            return node.put("type", BERNOULLI);
        } else if (emission instanceof AutoregressiveBernoulli inside) {
            return node.put("type", AUTOREGRESSIVE_BERNOULLI).put("hidden", inside.hidden());
        } else if (emission instanceof Categorical categorical) {
            return node.put("type", CATEGORICAL).put("values", categorical.values());
        } else if (emission instanceof Gaussian gaussian) {
            return standardised(node.put("type", GAUSSIAN), gaussian.standardisation());
        } else if (emission instanceof StudentT studentT) {
            node.put("type", STUDENT_T).put("degrees", studentT.degrees());
            return standardised(node, studentT.standardisation());
        } else if (emission instanceof Windowed windowed) {
            node.put("type", WINDOWED).set("law", LawJson.write(windowed.law()));
            node.put("features", windowed.features()).put("context", windowed.context());
            node.put("joint", windowed.joint()).put("hidden", windowed.hidden()).put("inner", windowed.inner());
            windowed.lags().forEach(node.putArray("lags")::add);
            return node;
        }
        throw new IllegalStateException("no text for emission " + emission);
    }

    private static Standardisation standardisation(ConfigFields fields) {
        ConfigFields object = fields.object("standardisation");
        Standardisation standardisation = new Standardisation(object.floats("mean"), object.floats("sd"));
        object.requireNothingElse();
        return standardisation;
    }

    private static ObjectNode standardised(ObjectNode node, Standardisation standardisation) {
        ObjectNode object = node.putObject("standardisation");
        standardisation.mean().forEach(object.putArray("mean")::add);
        standardisation.sd().forEach(object.putArray("sd")::add);
        return node;
    }
}

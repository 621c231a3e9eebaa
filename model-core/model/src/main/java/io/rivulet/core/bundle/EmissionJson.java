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
                                BundleException.shown(type),
                                "choose one of these");
                };
        fields.requireNothingElse();
        return emission;
    }

    static ObjectNode write(Emission emission) {
        return emission.match(new Writer(ConfigJson.NODES.objectNode()));
    }

    private static Standardisation standardisation(ConfigFields fields) {
        ConfigFields object = fields.object("standardisation");
        Standardisation standardisation = new Standardisation(object.floats("mean"), object.floats("sd"));
        object.requireNothingElse();
        return standardisation;
    }

    private record Writer(ObjectNode node) implements Emission.Cases<ObjectNode> {

        @Override
        public ObjectNode bernoulli(Bernoulli emission) {
            return node.put("type", BERNOULLI);
        }

        @Override
        public ObjectNode autoregressiveBernoulli(AutoregressiveBernoulli emission) {
            return node.put("type", AUTOREGRESSIVE_BERNOULLI).put("hidden", emission.hidden());
        }

        @Override
        public ObjectNode categorical(Categorical emission) {
            return node.put("type", CATEGORICAL).put("values", emission.values());
        }

        @Override
        public ObjectNode gaussian(Gaussian emission) {
            node.put("type", GAUSSIAN);
            return standardised(emission.standardisation());
        }

        @Override
        public ObjectNode studentT(StudentT emission) {
            node.put("type", STUDENT_T).put("degrees", emission.degrees());
            return standardised(emission.standardisation());
        }

        @Override
        public ObjectNode windowed(Windowed emission) {
            node.put("type", WINDOWED).set("law", LawJson.write(emission.law()));
            node.put("features", emission.features()).put("context", emission.context());
            node.put("joint", emission.joint()).put("hidden", emission.hidden()).put("inner", emission.inner());
            emission.lags().forEach(node.putArray("lags")::add);
            return node;
        }

        private ObjectNode standardised(Standardisation standardisation) {
            ObjectNode object = node.putObject("standardisation");
            standardisation.mean().forEach(object.putArray("mean")::add);
            standardisation.sd().forEach(object.putArray("sd")::add);
            return node;
        }
    }
}

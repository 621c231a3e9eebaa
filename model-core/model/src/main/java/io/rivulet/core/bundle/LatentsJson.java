package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;

/**
 * The latents of an architecture: Gaussian ones are the field {@code latent}, a count; others an object with a type.
 */
final class LatentsJson {

    private static final String COUNT = "latent";
    private static final String OBJECT = "latents";
    private static final String CATEGORICAL = "categorical";

    private LatentsJson() {}

    static Latents read(ConfigFields architecture) {
        if (!architecture.has(OBJECT)) {
            return new GaussianLatents(architecture.integer(COUNT));
        }
        ConfigFields fields = architecture.object(OBJECT);
        String type = fields.text("type");
        if (!type.equals(CATEGORICAL)) {
            throw new BundleException(
                    ConfigJson.FILE + ": the latents' type must be " + CATEGORICAL,
                    BundleException.shown(type),
                    "write Gaussian latents as the number " + COUNT);
        }
        Latents latents = new CategoricalLatents(fields.integer("groups"), fields.integer("values"));
        fields.requireNothingElse();
        return latents;
    }

    static void write(Latents latents, ObjectNode architecture) {
        latents.match(new Writer(architecture));
    }

    private record Writer(ObjectNode architecture) implements Latents.Cases<ObjectNode> {

        @Override
        public ObjectNode gaussian(GaussianLatents latents) {
            return architecture.put(COUNT, latents.width());
        }

        @Override
        public ObjectNode categorical(CategoricalLatents latents) {
            return architecture
                    .putObject(OBJECT)
                    .put("type", CATEGORICAL)
                    .put("groups", latents.groups())
                    .put("values", latents.values());
        }
    }
}

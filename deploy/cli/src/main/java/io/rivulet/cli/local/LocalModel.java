package io.rivulet.cli.local;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.flink.serving.BundleLocation;
import java.io.IOException;

/**
 * What the local run must know of the model that the job serves.
 *
 * @param frame symbols a step
 */
public record LocalModel(String name, int frame, Fingerprint fingerprint) {
    /**
     * The model at a location as the job's option takes it; checked, so that a bad one is refused before all else.
     *
     * @throws IllegalArgumentException if it does not emit binary symbols
     */
    public static LocalModel of(String location) throws IOException {
        var bundle = new BundleLocation(location).load();
        ModelConfig config = bundle.config();
        if (config.emission().kind() != SymbolKind.BINARY) {
            throw new IllegalArgumentException("the digits of the demonstration are binary, model " + config.name()
                    + " emits " + config.emission().kind() + " symbols; choose a model of binary pictures");
        }
        return new LocalModel(config.name(), config.frame(), bundle.fingerprint());
    }
}

package io.rivulet.core.bundle;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.Weights;

/** The bytes of a bundle's three files. */
record BundleFiles(byte[] config, byte[] tensors, byte[] digests) {

    static BundleFiles of(ModelConfig config, Weights weights, Provenance provenance) {
        byte[] configBytes = ConfigJson.write(config, provenance);
        byte[] tensorBytes = Safetensors.write(weights);
        return new BundleFiles(configBytes, tensorBytes, FileDigests.of(configBytes, tensorBytes));
    }

    /** Checks everything; structure before digests, so that a refusal names what is wrong and not only that it is. */
    Bundle bundle() {
        ConfigJson.Content content = ConfigJson.read(config);
        Weights weights = Safetensors.read(tensors);
        requireArchitecture(content.config(), weights);
        FileDigests.check(digests, config, tensors);
        return new Bundle(content.config(), weights, Fingerprint.of(config, weights), content.provenance());
    }

    private static void requireArchitecture(ModelConfig config, Weights weights) {
        boolean training = weights.tensors().keySet().stream()
                .anyMatch(name -> name.startsWith("encoder.") || name.startsWith("flow."));
        try {
            weights.requireExactly(training ? TensorLayout.all(config) : TensorLayout.serving(config));
        } catch (IllegalArgumentException e) {
            throw new BundleException(Safetensors.FILE + ": " + e.getMessage(), e);
        }
    }
}

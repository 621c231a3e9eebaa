package io.rivulet.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A small model of rows of 28 pixels with random weights: it draws noise, but by all the rules. */
public final class RandomModel {
    private RandomModel() {}

    /** Writes its bundle into a folder, and returns the folder. */
    public static Path write(Path folder, long seed) {
        ModelConfig config = ModelConfig.named("noise").frame(28).latents(new GaussianLatents(4)).width(16).states(16).decoderLayers(2).encoderLayers(1).flowLayers(1).emission(new AutoregressiveBernoulli(8)).build();
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new HashMap<>();
        for (TensorSpec spec : TensorLayout.serving(config)) {
            float[] values = new float[(int) spec.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.3 * random.nextGaussian());
            }
            tensors.put(spec.name(), Tensor.adopt(spec.shape(), values));
        }
        Provenance provenance = new Provenance(
                "Apache-2.0", JsonNodeFactory.instance.objectNode().put("seed", seed));
        BundleWriter.write(folder, config, new Weights(tensors), provenance);
        return folder;
    }
}

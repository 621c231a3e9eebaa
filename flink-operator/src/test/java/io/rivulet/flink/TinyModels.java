package io.rivulet.flink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Emission;
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

/** Small models of random weights, real in all but their training. */
public final class TinyModels {

    public static final String NAME = "tiny";
    public static final int FRAME = 4;

    private TinyModels() {}

    /** Binary symbols in frames of {@value #FRAME}. */
    public static Bundle binary(Path folder, long seed) {
        return write(folder, seed, NAME, 5, new AutoregressiveBernoulli(3));
    }

    public static Bundle write(Path folder, long seed, String name, int states, Emission emission) {
        ModelConfig config = ModelConfig.named(name)
                .frame(FRAME)
                .latents(new GaussianLatents(3))
                .width(6)
                .states(states)
                .decoderLayers(2)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(emission)
                .build();
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new HashMap<>();
        for (TensorSpec spec : TensorLayout.serving(config)) {
            tensors.put(spec.name(), Tensor.of(spec.shape(), values(spec, random)));
        }
        Provenance provenance = new Provenance("Apache-2.0", JsonNodeFactory.instance.objectNode());
        return BundleWriter.write(folder, config, new Weights(tensors), provenance);
    }

    private static float[] values(TensorSpec spec, Random random) {
        float[] values = new float[Math.toIntExact(spec.size())];
        boolean normWeight = spec.name().endsWith("norm.weight");
        for (int i = 0; i < values.length; i++) {
            values[i] = normWeight ? 1 : (float) (0.6 * random.nextGaussian());
        }
        return values;
    }
}

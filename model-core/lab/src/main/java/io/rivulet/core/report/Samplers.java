package io.rivulet.core.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rivulet.core.baseline.Autoregressive;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Trainable;
import io.rivulet.core.training.VariationalTraining;
import java.util.ArrayList;
import java.util.List;

/** All ways in which a model can generate. */
final class Samplers {
    private Samplers() {}

    /** A baseline's own loop, or the model in blocks of 1, 2, 4, .. steps and of all. */
    static List<Sampler> of(Comparison comparison, Trainable model, Weights weights) {
        if (model instanceof Autoregressive autoregressive) {
            return List.of(new StepSampler(autoregressive, weights));
        }
        ModelConfig config = ((VariationalTraining) model).config();
        Provenance provenance = new Provenance("Apache-2.0", JsonNodeFactory.instance.objectNode());
        Generator generator =
                new Generator(new Bundle(config, weights, new Fingerprint("0".repeat(64)), provenance), Kernels.best());
        List<Sampler> samplers = new ArrayList<>();
        int steps = comparison.test().steps();
        for (int block = 1; block < steps; block *= 2) {
            samplers.add(new BlockSampler(generator, comparison.length(), block));
        }
        samplers.add(new BlockSampler(generator, comparison.length(), steps));
        return samplers;
    }
}

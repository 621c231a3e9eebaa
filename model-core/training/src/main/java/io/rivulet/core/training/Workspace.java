package io.rivulet.core.training;

import io.rivulet.core.layers.Activations;
import io.rivulet.core.model.ModelConfig;

/**
 * Memory that the backward passes of one thread share, one after the other: gradients [rows, H] and those of a layer.
 */
record Workspace(float[] wide, float[] wider, Activations layer) {

    static Workspace of(ModelConfig config, int rows) {
        return new Workspace(
                new float[rows * config.width()],
                new float[rows * config.width()],
                Activations.of(rows, config.width(), config.states()));
    }
}

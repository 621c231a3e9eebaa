package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;

/** How whole frames of observed symbols enter the networks: symbols [rows, F] to inputs [rows, input width]. */
final class SymbolInput {
    private SymbolInput() {}

    static void embed(ModelConfig config, float[] symbols, int rows, float[] inputs) {
        for (int i = 0; i < rows * config.frame(); i++) {
            inputs[i] = 2 * symbols[i] - 1;
        }
    }
}

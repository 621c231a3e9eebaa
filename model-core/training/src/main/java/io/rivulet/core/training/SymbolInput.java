package io.rivulet.core.training;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;
import java.util.Arrays;

/** How whole frames of observed symbols enter the networks: symbols [rows, F] to inputs [rows, input width]. */
final class SymbolInput {
    private SymbolInput() {}

    static void embed(ModelConfig config, float[] symbols, int rows, float[] inputs) {
        SymbolLaw law = config.emission() instanceof Windowed windowed ? windowed.law() : new BinaryLaw();
        int count = rows * config.frame();
        if (law instanceof CategoricalLaw) {
            Arrays.fill(inputs, 0, count * law.values(), 0f);
            for (int i = 0; i < count; i++) {
                inputs[i * law.values() + (int) symbols[i]] = 1f;
            }
        } else {
            for (int i = 0; i < count; i++) {
                inputs[i] = law.level(symbols[i]);
            }
        }
    }
}

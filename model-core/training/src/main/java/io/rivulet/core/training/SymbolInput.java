package io.rivulet.core.training;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;
import java.util.Arrays;

/** How whole frames of observed symbols enter the networks: ordered values by their level, others one-hot. */
record SymbolInput(SymbolLaw law, int frame) {

    static SymbolInput of(ModelConfig config) {
        return new SymbolInput(config.emission().match(new LawOfEmission()), config.frame());
    }

    /** symbols [rows, F] to inputs [rows, input width]. */
    void embed(float[] symbols, int rows, float[] inputs) {
        int count = rows * frame;
        if (law.ordered()) {
            for (int i = 0; i < count; i++) {
                inputs[i] = law.level(symbols[i]);
            }
        } else {
            Arrays.fill(inputs, 0, count * law.values(), 0f);
            for (int i = 0; i < count; i++) {
                inputs[i * law.values() + (int) symbols[i]] = 1f;
            }
        }
    }

    private static final class LawOfEmission extends TrainableEmission<SymbolLaw> {

        @Override
        public SymbolLaw bernoulli(Bernoulli emission) {
            return new BinaryLaw();
        }

        @Override
        public SymbolLaw autoregressiveBernoulli(AutoregressiveBernoulli emission) {
            return new BinaryLaw();
        }

        @Override
        public SymbolLaw windowed(Windowed emission) {
            return emission.law();
        }
    }
}

package io.rivulet.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Initialisation;
import io.rivulet.core.training.Parameters;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxMambaTest {
    private static final Mamba MAMBA = new Mamba(2, 32, 64, 16);

    @Test
    void theExportedStepGivesWhatOurOwnGives() {
        Parameters parameters = Initialisation.of(MAMBA.tensors(), 1);
        MAMBA.initialise(parameters);
        Weights weights = parameters.toWeights();
        CachedBackbone own = MAMBA.cached(Kernels.best(), weights, 1, 20);
        CachedBackbone exported = new OnnxMamba(MAMBA).cached(weights);
        Random random = new Random(1);
        for (int sequence = 0; sequence < 2; sequence++) {
            own.start();
            exported.start();
            for (int step = 0; step < 20; step++) {
                float[] ours = new float[MAMBA.width()];
                for (int i = 0; i < ours.length; i++) {
                    ours[i] = (float) random.nextGaussian();
                }
                float[] theirs = ours.clone();
                own.step(ours);
                exported.step(theirs);
                assertThat(theirs).as("step %d", step).containsExactly(ours, within(1e-4f));
            }
        }
    }
}

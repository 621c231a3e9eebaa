package io.rivulet.core.training;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/** The loss of a configuration's emission. */
final class EmissionLosses extends TrainableEmission<EmissionLoss> {
    private final Kernels kernels;
    private final Parameters parameters;
    private final ModelConfig config;
    private final int rows;
    private final int steps;

    EmissionLosses(Kernels kernels, Parameters parameters, ModelConfig config, int rows, int steps) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.config = config;
        this.rows = rows;
        this.steps = steps;
    }

    @Override
    public EmissionLoss bernoulli(Bernoulli emission) {
        return new BernoulliLoss(kernels, parameters, config, rows);
    }

    @Override
    public EmissionLoss autoregressiveBernoulli(AutoregressiveBernoulli emission) {
        return new AutoregressiveBernoulliLoss(kernels, parameters, config, emission.hidden(), rows);
    }

    @Override
    public EmissionLoss windowed(Windowed emission) {
        return new WindowedLoss(kernels, parameters, config, emission, rows, steps);
    }
}

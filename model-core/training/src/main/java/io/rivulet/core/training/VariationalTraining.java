package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.numerics.Kernels;
import java.util.List;

/**
 * The AR-VSSM of a configuration, trained on its evidence bound (arXiv 2407.08415).
 *
 * @param freeNats divergence a step, on average over a pass, below which it is not lowered any further (the free bits
 * of
 *     arXiv 1606.04934): without it a strong emission head leaves the latents unused. 0: none is free
 */
public record VariationalTraining(ModelConfig config, double freeNats) implements Trainable {
    private static final int SHARD = 16;

    public VariationalTraining {
        if (!(freeNats >= 0 && freeNats < 100)) {
            throw new IllegalArgumentException("free nats a step must be in [0, 100), got " + freeNats);
        }
        TrainedWidths.check(config);
    }

    @Override
    public List<TensorSpec> tensors() {
        return TensorLayout.all(config);
    }

    @Override
    public Parameters initialise(long seed) {
        return Initialisation.of(config, seed);
    }

    @Override
    public int shard() {
        return SHARD;
    }

    @Override
    public Objective objective(Kernels kernels, Parameters parameters, int steps) {
        return new Bound(kernels, parameters, config, freeNats, SHARD, steps);
    }
}

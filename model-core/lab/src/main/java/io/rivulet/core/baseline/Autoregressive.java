package io.rivulet.core.baseline;

import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Initialisation;
import io.rivulet.core.training.Objective;
import io.rivulet.core.training.Parameters;
import io.rivulet.core.training.Trainable;
import java.util.ArrayList;
import java.util.List;

/**
 * One symbol after another: {@code p(x_i | x_1 .. x_(i-1))} from a causal backbone over the earlier symbols. Position
 * enters by the number of the frame and by the place in it, so that a row of pixels is a frame here as in the model.
 *
 * @param frame symbols a frame
 * @param steps frames a sequence
 */
public record Autoregressive(Backbone backbone, SymbolLaw law, int frame, int steps) implements Trainable {
    /** A pass over few sequences stays in the cache: their symbols are many. */
    private static final int SHARD = 1;

    public Autoregressive {
        if (law.group() != 1) {
            throw new IllegalArgumentException(
                    "one symbol after another has a law each, got " + law + "; take the same law for single symbols");
        }
    }

    @Override
    public List<TensorSpec> tensors() {
        int width = backbone.width();
        List<TensorSpec> specs = new ArrayList<>(backbone.tensors());
        specs.add(TensorSpec.of("embed.symbol", law.ordered() ? 1 : law.values(), width));
        specs.add(TensorSpec.of("embed.step", steps, width));
        specs.add(TensorSpec.of("embed.place", frame, width));
        specs.add(TensorSpec.of("head.weight", law.outputs(), width));
        specs.add(TensorSpec.of("head.bias", law.outputs()));
        return List.copyOf(specs);
    }

    @Override
    public Parameters initialise(long seed) {
        Parameters parameters = Initialisation.of(tensors(), seed);
        backbone.initialise(parameters);
        return parameters;
    }

    /** Symbols of a sequence. */
    public int length() {
        return frame * steps;
    }

    @Override
    public int shard() {
        return SHARD;
    }

    @Override
    public Objective objective(Kernels kernels, Parameters parameters, int steps) {
        if (steps != this.steps) {
            throw new IllegalArgumentException("sequences must have " + this.steps + " steps, as the baseline has, got "
                    + steps + "; make another baseline for other data");
        }
        return new AutoregressiveLoss(kernels, parameters, this, SHARD);
    }
}

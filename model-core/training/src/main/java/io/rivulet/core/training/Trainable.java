package io.rivulet.core.training;

import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.numerics.Kernels;
import java.util.List;

/**
 * What a {@link Trainer} fits to sequences: a set of tensors, where they start, and the objective over them. A record,
 * so that its text identifies it in a checkpoint.
 */
public interface Trainable {

    /** Every tensor that training moves. */
    List<TensorSpec> tensors();

    /** The parameters that training starts from: the same for the same seed. */
    Parameters initialise(long seed);

    /** Sequences of one pass: the unit that threads share out, and on which the sums of a gradient depend. */
    int shard();

    /** Networks and memory of one thread, for up to {@link #shard} sequences of {@code steps} frames at a time. */
    Objective objective(Kernels kernels, Parameters parameters, int steps);
}

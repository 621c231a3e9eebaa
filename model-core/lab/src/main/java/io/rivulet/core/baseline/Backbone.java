package io.rivulet.core.baseline;

import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import java.util.List;

/** The causal network between a baseline's embedding and its head, [positions, width] to [positions, width]. */
public sealed interface Backbone permits S5, Mamba, Transformer {

    /** Width of the residual stream. */
    int width();

    /** The tensors of all layers and of the norm after them. */
    List<TensorSpec> tensors();

    /** Sets what the general initialisation does not know. */
    default void initialise(Parameters parameters) {}

    /** For training, up to {@code batch} sequences of {@code length} symbols at a time. One per thread. */
    TrainedBackbone trained(Kernels kernels, Parameters parameters, int batch, int length);

    /** For generation, one symbol a step, {@code batch} sequences of at most {@code length} symbols side by side. */
    CachedBackbone cached(Kernels kernels, Weights weights, int batch, int length);
}

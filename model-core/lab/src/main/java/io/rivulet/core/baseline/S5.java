package io.rivulet.core.baseline;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.baseline.kernel.S5Loop;
import io.rivulet.core.layers.Activations;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import io.rivulet.core.training.TrainedStack;
import java.util.List;

/** The layers of the model's own decoder (S5, arXiv 2208.04933), one symbol a step. */
public record S5(int layers, int width, int states) implements Backbone {

    public S5 {
        if (layers < 1 || width % Adjoints.ALIGNMENT != 0 || states % Adjoints.ALIGNMENT != 0) {
            throw new IllegalArgumentException(
                    "an S5 baseline needs at least 1 layer, width and states in multiples of " + Adjoints.ALIGNMENT
                            + ", got " + layers + ", " + width + " and " + states + "; round up");
        }
    }

    @Override
    public List<TensorSpec> tensors() {
        return TensorLayout.stack("backbone", layers, width, states);
    }

    @Override
    public TrainedBackbone trained(Kernels kernels, Parameters parameters, int batch, int length) {
        TrainedStack stack = new TrainedStack(kernels, parameters, "backbone", layers, width, states, false);
        int rows = batch * length;
        TrainedStack.Tape tape = TrainedStack.Tape.of(layers, rows, width, states);
        Activations scratch = Activations.of(rows, width, states);
        return new TrainedBackbone() {
            @Override
            public void refresh() {
                stack.refresh();
            }

            @Override
            public void forward(float[] h, int sequences) {
                stack.forward(h, tape, sequences, length);
            }

            @Override
            public void backward(float[] dOut, float[] dh, int sequences, float[] gradients) {
                stack.backward(dOut, dh, tape, scratch, sequences, length, gradients);
            }

            @Override
            public void finish(float[] gradients) {
                stack.finish(gradients);
            }
        };
    }

    @Override
    public CachedBackbone cached(Kernels kernels, Weights weights, int batch, int length) {
        return batch == 1 && S5Loop.takes(width, states)
                ? new LeanS5(kernels, weights, this)
                : new CachedS5(kernels, weights, this, batch);
    }
}

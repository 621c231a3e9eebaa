package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.layers.Activations;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.List;

/** Layers and the norm after them, from h [batch * steps, H] to the normalised h of the same shape. */
public final class TrainedStack {
    private final Kernels kernels;
    private final float[] values;
    private final int width;
    private final int normWeightAt;
    private final int normBiasAt;
    private final float[] normWeight;
    private final float[] normBias;
    private final List<TrainedLayer> layers = new ArrayList<>();

    /** @param bothWays whether half of the states run backwards in time */
    public TrainedStack(
            Kernels kernels, Parameters parameters, String name, int depth, int width, int states, boolean bothWays) {
        this.kernels = kernels;
        values = parameters.values();
        this.width = width;
        normWeightAt = parameters.offset(name + ".norm.weight");
        normBiasAt = parameters.offset(name + ".norm.bias");
        normWeight = new float[width];
        normBias = new float[width];
        for (int i = 0; i < depth; i++) {
            layers.add(new TrainedLayer(kernels, parameters, name + ".layers." + i, width, states, bothWays));
        }
    }

    /** What one pass of a stack leaves for its backward pass: {@code inputs} of each layer, then of the last norm. */
    public record Tape(List<float[]> inputs, List<Activations> layers) {
        public static Tape of(int depth, int rows, int width, int states) {
            List<float[]> inputs = new ArrayList<>();
            List<Activations> layers = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                inputs.add(new float[rows * width]);
                layers.add(Activations.of(rows, width, states));
            }
            inputs.add(new float[rows * width]);
            return new Tape(inputs, layers);
        }
    }

    public void refresh() {
        System.arraycopy(values, normWeightAt, normWeight, 0, width);
        System.arraycopy(values, normBiasAt, normBias, 0, width);
        layers.forEach(TrainedLayer::refresh);
    }

    public void forward(float[] h, Tape tape, int batch, int steps) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(h, tape.inputs().get(i), tape.layers().get(i), batch, steps);
        }
        int rows = batch * steps;
        float[] input = tape.inputs().get(layers.size());
        System.arraycopy(h, 0, input, 0, rows * width);
        kernels.layerNorm(input, rows, width, normWeight, normBias, h);
    }

    /** From {@code dOut}, the gradient of the result, to dh, that of the input; adds to {@code gradients}. */
    public void backward(
            float[] dOut, float[] dh, Tape tape, Activations scratch, int batch, int steps, float[] gradients) {
        int rows = batch * steps;
        java.util.Arrays.fill(dh, 0, rows * width, 0f);
        Adjoints.layerNormBackward(
                tape.inputs().get(layers.size()),
                dOut,
                rows,
                width,
                normWeight,
                dh,
                gradients,
                normWeightAt,
                normBiasAt);
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).backward(dh, tape.inputs().get(i), tape.layers().get(i), scratch, batch, steps, gradients);
        }
    }

    public void finish(float[] gradients) {
        layers.forEach(layer -> layer.finish(gradients));
    }
}

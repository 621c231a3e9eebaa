package io.rivulet.core.classifier;

import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A classifier's layers over one flat vector of weights, forwards and backwards, for a batch of images at a time. */
final class ClassifierNetwork {
    private final ClassifierShape shape;
    private final float[] values;
    private final List<NetworkLayer> layers = new ArrayList<>();
    private final float[] input;
    private float[] features = {};

    /** Weights of zero; for {@code batch} images at most. */
    ClassifierNetwork(ClassifierShape shape, int batch) {
        this.shape = shape;
        Kernels kernels = Kernels.best();
        List<Patches> patches = new ArrayList<>(shape.patches());
        Patches last = patches.get(patches.size() - 1);
        // To a layer that sees everything, an image is one pixel of many channels.
        int flat = last.perImage() * shape.stages().get(shape.stages().size() - 1);
        patches.add(new Patches(1, 1, flat, 1, 1));
        patches.add(new Patches(1, 1, shape.features(), 1, 1));
        List<Integer> outs = new ArrayList<>(shape.stages());
        outs.add(shape.features());
        outs.add(shape.classes());
        int at = 0;
        for (int i = 0; i < outs.size(); i++) {
            boolean rectified = i < outs.size() - 1;
            layers.add(new NetworkLayer(kernels, patches.get(i), outs.get(i), rectified, at, batch));
            at += outs.get(i) * (patches.get(i).size() + 1);
        }
        values = new float[at];
        input = new float[batch * shape.images().size()];
    }

    static ClassifierNetwork of(ClassifierShape shape, Weights weights, int batch) {
        ClassifierNetwork network = new ClassifierNetwork(shape, batch);
        int at = 0;
        for (TensorSpec spec : shape.tensors()) {
            float[] tensor = weights.borrow(spec);
            System.arraycopy(tensor, 0, network.values, at, tensor.length);
            at += tensor.length;
        }
        network.refresh();
        return network;
    }

    ClassifierShape shape() {
        return shape;
    }

    /** The flat vector itself: tensors in the shape's order. */
    float[] values() {
        return values;
    }

    /** Takes the present values. */
    void refresh() {
        layers.forEach(layer -> layer.refresh(values));
    }

    /**
     * The scores of {@code count} images that begin in {@code pixels} at {@code from}: [count, classes]. They and the
     * features stay until the next call.
     */
    float[] forward(float[] pixels, int from, int count) {
        float scale = 2f / shape.images().brightest();
        for (int i = 0; i < count * shape.images().size(); i++) {
            input[i] = scale * pixels[from + i] - 1;
        }
        float[] x = input;
        for (NetworkLayer layer : layers) {
            features = x;
            x = layer.forward(x, count);
        }
        return x;
    }

    /** What entered the last layer in the last pass: [count, features], and possibly more behind. */
    float[] features() {
        return features;
    }

    /** Of the last pass: from the gradient of the scores, which it changes, adds that of the values. */
    void backward(float[] dScores, int count, float[] gradients) {
        float[] d = dScores;
        for (int i = layers.size() - 1; i > 0; i--) {
            d = layers.get(i).backward(d, count, values, gradients);
        }
        layers.get(0).collect(d, count, gradients);
    }

    /** A snapshot of the values as named tensors. */
    Weights toWeights() {
        Map<String, Tensor> tensors = new HashMap<>();
        int at = 0;
        for (TensorSpec spec : shape.tensors()) {
            int end = at + Math.toIntExact(spec.size());
            tensors.put(spec.name(), Tensor.adopt(spec.shape(), Arrays.copyOfRange(values, at, end)));
            at = end;
        }
        return new Weights(tensors);
    }
}

package io.rivulet.core.classifier;

import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import java.util.ArrayList;
import java.util.List;

/** A classifier's layers over one flat vector of weights, forwards and backwards, for a batch of images at a time. */
final class ClassifierNetwork {
    private final ClassifierShape shape;
    private final Parameters parameters;
    private final List<NetworkLayer> layers = new ArrayList<>();
    private final float[] input;
    private float[] features = {};

    /** Over the tensors of {@code shape}; for {@code batch} images at most. */
    ClassifierNetwork(ClassifierShape shape, Parameters parameters, int batch) {
        this.shape = shape;
        this.parameters = parameters;
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
        input = new float[batch * shape.images().size()];
    }

    /** Weights of zero. */
    ClassifierNetwork(ClassifierShape shape, int batch) {
        this(shape, new Parameters(shape.tensors()), batch);
    }

    static ClassifierNetwork of(ClassifierShape shape, Weights weights, int batch) {
        ClassifierNetwork network = new ClassifierNetwork(shape, Parameters.of(shape.tensors(), weights), batch);
        network.refresh();
        return network;
    }

    ClassifierShape shape() {
        return shape;
    }

    Parameters parameters() {
        return parameters;
    }

    /** The flat vector itself: tensors in the shape's order. */
    float[] values() {
        return parameters.values();
    }

    /** Takes the present values. */
    void refresh() {
        layers.forEach(layer -> layer.refresh(values()));
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
            d = layers.get(i).backward(d, count, values(), gradients);
        }
        layers.get(0).collect(d, count, gradients);
    }
}

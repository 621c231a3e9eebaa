package io.rivulet.testbed.qualification.rollout;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** A model of the same name and architecture as another, which draws a little differently and leaves other states. */
public final class SiblingModel {
    private SiblingModel() {}

    /** Writes a sibling of {@code model} into a folder. Every architecture has the tensors that it changes. */
    public static Bundle write(Path folder, Bundle model) {
        Map<String, Tensor> tensors = new HashMap<>(model.weights().tensors());
        // The first decides what is drawn, the second the state that is kept.
        change(tensors, "decoder.emission.bias", value -> value + 0.5);
        change(tensors, "decoder.layers.0.B", value -> value * 1.02);
        return BundleWriter.write(folder, model.config(), new Weights(tensors), model.provenance());
    }

    private static void change(Map<String, Tensor> tensors, String name, DoubleUnaryOperator change) {
        Tensor tensor = Objects.requireNonNull(tensors.get(name), name);
        float[] values = tensor.copy();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) change.applyAsDouble(values[i]);
        }
        tensors.put(name, Tensor.adopt(tensor.shape(), values));
    }
}

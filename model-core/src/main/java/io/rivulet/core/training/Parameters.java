package io.rivulet.core.training;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tensors of a model, encoder and flow included, as slices of one flat vector, so that gradients, clipping and the
 * optimiser are vector operations. The gradient has the same layout.
 */
final class Parameters {
    private final List<TensorSpec> specs;
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final float[] values;

    Parameters(ModelConfig config) {
        specs = TensorLayout.all(config);
        int size = 0;
        for (TensorSpec spec : specs) {
            offsets.put(spec.name(), size);
            size = Math.addExact(size, Math.toIntExact(spec.size()));
        }
        values = new float[size];
    }

    static Parameters of(ModelConfig config, Weights weights) {
        Parameters parameters = new Parameters(config);
        for (TensorSpec spec : parameters.specs) {
            float[] from = weights.borrow(spec);
            System.arraycopy(from, 0, parameters.values, parameters.offset(spec.name()), from.length);
        }
        return parameters;
    }

    /** The flat vector itself. */
    float[] values() {
        return values;
    }

    int size() {
        return values.length;
    }

    List<TensorSpec> specs() {
        return specs;
    }

    /** Where the tensor called {@code name} begins. */
    int offset(String name) {
        Integer offset = offsets.get(name);
        if (offset == null) {
            throw new IllegalArgumentException("no tensor is called " + name + " in this architecture");
        }
        return offset;
    }

    boolean has(String name) {
        return offsets.containsKey(name);
    }

    /** A snapshot of the values as named tensors. */
    Weights toWeights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : specs) {
            int from = offset(spec.name());
            float[] slice = new float[Math.toIntExact(spec.size())];
            System.arraycopy(values, from, slice, 0, slice.length);
            tensors.put(spec.name(), Tensor.adopt(spec.shape(), slice));
        }
        return new Weights(tensors);
    }
}

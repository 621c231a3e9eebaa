package io.rivulet.core.training;

import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tensors of a model, encoder and flow included, as slices of one flat vector, so that gradients, clipping and the
 * optimiser are vector operations. The gradient has the same layout.
 */
public final class Parameters {
    private final List<TensorSpec> specs;
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final float[] values;

    /** All zero. */
    public Parameters(List<TensorSpec> specs) {
        this.specs = List.copyOf(specs);
        int size = 0;
        for (TensorSpec spec : specs) {
            offsets.put(spec.name(), size);
            size = Math.addExact(size, Math.toIntExact(spec.size()));
        }
        values = new float[size];
    }

    public static Parameters of(List<TensorSpec> specs, Weights weights) {
        Parameters parameters = new Parameters(specs);
        for (TensorSpec spec : parameters.specs) {
            float[] from = weights.borrow(spec);
            System.arraycopy(from, 0, parameters.values, parameters.offset(spec.name()), from.length);
        }
        return parameters;
    }

    /** The flat vector itself. */
    public float[] values() {
        return values;
    }

    public int size() {
        return values.length;
    }

    public List<TensorSpec> specs() {
        return specs;
    }

    /** Where the tensor called {@code name} begins. */
    public int offset(String name) {
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
    public Weights toWeights() {
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

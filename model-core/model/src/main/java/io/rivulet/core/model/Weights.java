package io.rivulet.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tensors of a model by name, in the order of their names. Immutable. */
public final class Weights {

    private final SortedMap<String, Tensor> tensors;

    public Weights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** All tensors, sorted by name. */
    public SortedMap<String, Tensor> tensors() {
        return tensors;
    }

    /** Whether there is a tensor of this name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** The tensor called {@code name}. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "tensor " + name + " is required, found none of that name; take weights of this architecture");
        }
        return tensor;
    }

    /** The numbers of a tensor, not copied and to read only, if its shape is the one asked for. */
    public float[] borrow(TensorSpec spec) {
        Tensor tensor = get(spec.name());
        if (!tensor.shape().equals(spec.shape())) {
            throw new IllegalArgumentException("tensor " + spec.name() + " must have shape " + spec.shape() + ", found "
                    + tensor.shape() + "; take weights of this architecture");
        }
        return tensor.borrow();
    }

    /** Refuses weights that lack a tensor of {@code specs}, have another one, or one of another shape. */
    public void requireExactly(Collection<TensorSpec> specs) {
        Set<String> unknown = new HashSet<>(tensors.keySet());
        for (TensorSpec spec : specs) {
            borrow(spec);
            unknown.remove(spec.name());
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("only tensors of the architecture are allowed, found "
                    + Collections.min(unknown) + "; leave it out or change the configuration");
        }
    }

    /** How many numbers there are in all tensors. */
    public long parameters() {
        return tensors.values().stream().mapToLong(Tensor::size).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights weights && tensors.equals(weights.tensors);
    }

    @Override
    public int hashCode() {
        return tensors.hashCode();
    }

    @Override
    public String toString() {
        return "Weights[" + tensors.size() + " tensors, " + parameters() + " numbers]";
    }
}

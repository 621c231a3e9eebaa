package io.rivulet.core.model;

import java.util.Arrays;
import java.util.List;

/** Numbers in row-major order and their shape. Immutable, as long as nobody writes into {@link #borrow}. */
public final class Tensor {

    private final List<Integer> shape;
    private final float[] values;

    private Tensor(List<Integer> shape, float[] values) {
        long size = new TensorSpec("", shape).size();
        if (size != values.length) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " holds " + size + " numbers, got "
                    + values.length + "; give as many as the shape says");
        }
        this.shape = shape;
        this.values = values;
    }

    /** A tensor with a copy of {@code values}. */
    public static Tensor of(List<Integer> shape, float[] values) {
        return new Tensor(List.copyOf(shape), values.clone());
    }

    /** A tensor that keeps {@code values} itself, for code that made the array and lets go of it. */
    public static Tensor adopt(List<Integer> shape, float[] values) {
        return new Tensor(List.copyOf(shape), values);
    }

    public List<Integer> shape() {
        return shape;
    }

    public int size() {
        return values.length;
    }

    /** A copy of the numbers. */
    public float[] copy() {
        return values.clone();
    }

    /** The numbers themselves, without a copy, to read only: every session of the process reads the same array. */
    public float[] borrow() {
        return values;
    }

    /** Equal shapes and equal bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}

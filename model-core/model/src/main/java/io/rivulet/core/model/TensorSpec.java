package io.rivulet.core.model;

import java.util.List;

/** Name and shape of one tensor. Matrices are [out, in]; complex pairs [2 * states, ...], real half first. */
public record TensorSpec(String name, List<Integer> shape) {

    public TensorSpec {
        shape = List.copyOf(shape);
    }

    public static TensorSpec of(String name, Integer... shape) {
        return new TensorSpec(name, List.of(shape));
    }

    /** Numbers in the tensor; a long, because a configuration may ask for more than an array holds. */
    public long size() {
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, (long) extent);
        }
        return size;
    }
}

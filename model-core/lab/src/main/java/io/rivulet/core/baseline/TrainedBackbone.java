package io.rivulet.core.baseline;

/** A backbone over whole sequences, with its gradient. Keeps what its backward pass needs. */
public interface TrainedBackbone {

    /** Takes the parameters' present values. */
    void refresh();

    /** h [batch * length, width] in place, from the embedded symbols to what the head reads. */
    void forward(float[] h, int batch);

    /**
     * After {@link #forward}: from {@code dOut} to {@code dh}, both [batch * length, width]; adds to {@code gradients}.
     */
    void backward(float[] dOut, float[] dh, int batch, float[] gradients);

    /** Turns gradients as {@link #backward} collects them into those of the parameters. */
    default void finish(float[] gradients) {}
}

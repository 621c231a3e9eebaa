package io.rivulet.core.baseline;

/** One residual block of a backbone in training: rows are positions, {@code batch} sequences of one length. */
interface TrainedBlock {

    /** Takes the parameters' present values. */
    void refresh();

    /** h [rows, width] in place; keeps what the backward pass needs. */
    void forward(float[] h, int batch);

    /** dh [rows, width]: from the gradient of what went out to that of what came in; adds to {@code gradients}. */
    void backward(float[] dh, int batch, float[] gradients);
}

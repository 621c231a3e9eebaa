package io.rivulet.core.emission;

import io.rivulet.core.numerics.Kernels;

/**
 * Linear in the one-hot symbols, without the zeros: the bias, then one column of the weights for each symbol, added in
 * the order of the frame.
 */
public final class CategoricalEmbedding implements SymbolEmbedding {

    private final Kernels kernels;
    private final float[] columns;
    private final float[] bias;
    private final int frame;
    private final int values;

    /**
     * @param weight [width, frame * values]
     * @param bias [width]
     */
    public CategoricalEmbedding(Kernels kernels, float[] weight, float[] bias, int frame, int values) {
        this.kernels = kernels;
        this.bias = bias;
        this.frame = frame;
        this.values = values;
        int inputs = frame * values;
        columns = new float[weight.length];
        for (int out = 0; out < bias.length; out++) {
            for (int in = 0; in < inputs; in++) {
                columns[in * bias.length + out] = weight[out * inputs + in];
            }
        }
    }

    @Override
    public void embed(float[] symbols, int rows, float[] h) {
        int width = bias.length;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, 0, h, row * width, width);
            for (int j = 0; j < frame; j++) {
                int column = j * values + (int) symbols[row * frame + j];
                kernels.addScaled(h, row * width, columns, column * width, 1, width);
            }
        }
    }
}

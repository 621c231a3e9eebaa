package io.rivulet.core.layers;

/**
 * A layer's working memory for up to {@code rows} rows: u [rows, H], x [rows, 2P], y [rows, H] (before the gelu), g [rows,
 * H], o [rows, 2H]. Serving uses one for all layers; training keeps one a layer, which is then what backward reads.
 */
public record Activations(int rows, float[] u, float[] x, float[] y, float[] g, float[] o) {
    public static Activations of(int rows, int width, int states) {
        return new Activations(
                rows,
                new float[rows * width],
                new float[rows * 2 * states],
                new float[rows * width],
                new float[rows * width],
                new float[rows * 2 * width]);
    }
}

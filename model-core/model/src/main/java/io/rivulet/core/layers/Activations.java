package io.rivulet.core.layers;

/**
 * A layer's working memory for up to {@code rows} rows: u [rows, H], x [rows, 2P], y [rows, H] (before the gelu), g
 * [rows, H], o [rows, 2H].
 */
public record Activations(int rows, float[] u, float[] x, float[] y, float[] g, float[] o) {

    /** Each in its own place: training keeps one a layer, which is then what backward reads. */
    public static Activations of(int rows, int width, int states) {
        return new Activations(
                rows,
                new float[rows * width],
                new float[rows * 2 * states],
                new float[rows * width],
                new float[rows * width],
                new float[rows * 2 * width]);
    }

    /**
     * For serving, one for all layers: g takes the place of y and o that of x, so that more rows stay in near caches.
     */
    public static Activations overlaid(int rows, int width, int states) {
        float[] y = new float[rows * width];
        float[] x = new float[rows * 2 * Math.max(states, width)];
        return new Activations(rows, new float[rows * width], x, y, y, x);
    }
}

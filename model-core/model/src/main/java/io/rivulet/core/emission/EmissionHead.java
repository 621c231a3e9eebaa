package io.rivulet.core.emission;

/** Turns the decoder's output into symbols. Holds working memory: one thread at a time. */
public interface EmissionHead {

    /**
     * Draws the symbols of all rows of {@code draws}, side by side.
     *
     * @param hidden the decoder's output, [rows, width]
     * @param past what the sessions of these rows keep of their symbols
     * @param symbols [rows, frame], row-major; the given symbols of each row are set already and stay. Where the model
     *     overflows a symbol is NaN, never something plausible.
     */
    void draw(float[] hidden, Draws draws, Past past, float[] symbols);

    /** The linear map's output of the last draw, [rows, logitsWidth], before temperature and head inside the frame. */
    float[] logits();
}

package io.rivulet.core.emission;

/** How observed symbols enter the decoder. Holds working memory: one thread at a time. */
public interface SymbolEmbedding {

    /** symbols [rows, frame], in the units of the data, to h [rows, width]. */
    void embed(float[] symbols, int rows, float[] h);
}

package io.rivulet.core.layers;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers one upon the other and a norm, with their working memory. Rows go through all of them in {@link RowBlocks},
 * many rows on several threads where there are some ({@link SharedPass}). The states of the layers, [layers, 2P], are
 * those numbers of a session's that begin at an offset.
 */
public final class LayerStack {
    private final Kernels kernels;
    private final List<SsmLayer> layers;
    private final float[] normWeight;
    private final float[] normBias;
    private final int width;
    private final int complex;
    private final RowBlocks blocks = new RowBlocks();
    private final Scratch block = new Scratch();
    private final @Nullable SharedPass shared;
    private Activations tape;

    /** @param layers at least one, all of one width and as many states */
    public LayerStack(
            Kernels kernels, List<SsmLayer> layers, float[] normWeight, float[] normBias, PassThreads threads) {
        this.kernels = kernels;
        this.layers = List.copyOf(layers);
        this.normWeight = normWeight;
        this.normBias = normBias;
        width = layers.get(0).skip().length;
        complex = 2 * layers.get(0).lambda().states();
        tape = Activations.overlaid(1, width, complex / 2);
        shared = threads.count() == 1 ? null : new SharedPass(kernels, this.layers, normWeight, normBias, threads);
    }

    /** Writes the learned states before the first step, [layers, 2P] from {@code offset}. */
    public void start(float[] states, int offset) {
        for (int i = 0; i < layers.size(); i++) {
            System.arraycopy(layers.get(i).x0(), 0, states, offset + i * complex, complex);
        }
    }

    /**
     * Takes rows h [rows, H], which stay as they are, to out [rows, H], another array.
     *
     * @param states of segment s from {@code s * stride + offset}: before its first row, and then after its last
     */
    public void run(float[] h, Segments segments, float[] states, int stride, int offset, float[] out) {
        if (shared != null && segments.rows() > RowBlocks.SHARED) {
            shared.run(h, segments, states, stride, offset, out);
            return;
        }
        SsmLayer top = layers.get(layers.size() - 1);
        blocks.begin(segments, RowBlocks.count(segments.rows()));
        while (blocks.next()) {
            int rows = blocks.segments().rows();
            float[] part = lower(h, states, stride, offset);
            top.forward(kernels, part, blocks.segments(), states, stride, topAt(stride, offset), tape);
            kernels.layerNorm(part, rows, width, normWeight, normBias, tape.u());
            System.arraycopy(tape.u(), 0, out, blocks.firstRow() * width, rows * width);
        }
    }

    /** As {@link #run}, for the states alone: nobody reads what the last layer would give. */
    public void absorb(float[] h, Segments segments, float[] states, int stride, int offset) {
        if (shared != null && segments.rows() > RowBlocks.SHARED) {
            shared.run(h, segments, states, stride, offset, null);
            return;
        }
        SsmLayer top = layers.get(layers.size() - 1);
        blocks.begin(segments, RowBlocks.count(segments.rows()));
        while (blocks.next()) {
            float[] part = lower(h, states, stride, offset);
            top.absorb(kernels, part, blocks.segments(), states, stride, topAt(stride, offset), tape);
        }
    }

    /** All layers but the last, over the present block; returns its input. */
    private float[] lower(float[] h, float[] states, int stride, int offset) {
        int rows = blocks.segments().rows();
        if (tape.rows() < rows) {
            tape = Activations.overlaid(Math.min(RowBlocks.ROWS, Scratch.grown(tape.rows(), rows)), width, complex / 2);
        }
        float[] part = block.floats(rows, width);
        System.arraycopy(h, blocks.firstRow() * width, part, 0, rows * width);
        int at = blocks.firstSegment() * stride + offset;
        for (int i = 0; i < layers.size() - 1; i++) {
            layers.get(i).forward(kernels, part, blocks.segments(), states, stride, at + i * complex, tape);
        }
        return part;
    }

    private int topAt(int stride, int offset) {
        return blocks.firstSegment() * stride + offset + (layers.size() - 1) * complex;
    }
}

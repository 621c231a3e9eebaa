package io.rivulet.core.layers;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Layers one upon the other and a norm, with their working memory. Rows go through all of them in {@link RowBlocks}; where
 * there are several blocks, threads take one each, in a {@link Wavefront}. The states of the layers, [layers, 2P], are those
 * numbers of a session's that begin at an offset.
 */
public final class LayerStack {
    private final Kernels kernels;
    private final List<SsmLayer> layers;
    private final float[] normWeight;
    private final float[] normBias;
    private final int width;
    private final int complex;
    private final PassThreads threads;
    private final Wavefront wavefront;
    private final List<Runner> runners;
    private final IntConsumer share = this::share;

    // Of the pass that runs.
    private float[] h = {};
    private Segments segments = new Segments();
    private float[] states = {};
    private int stride;
    private int offset;
    private float[] out = {};
    private boolean absorbing;
    private int blockRows;
    private int running;

    /** @param layers at least one, all of one width and as many states */
    public LayerStack(
            Kernels kernels, List<SsmLayer> layers, float[] normWeight, float[] normBias, PassThreads threads) {
        this.kernels = kernels;
        this.layers = List.copyOf(layers);
        this.normWeight = normWeight;
        this.normBias = normBias;
        this.threads = threads;
        width = layers.get(0).skip().length;
        complex = 2 * layers.get(0).lambda().states();
        wavefront = new Wavefront(layers.size());
        runners = IntStream.range(0, Math.min(threads.count(), layers.size()))
                .mapToObj(i -> new Runner())
                .toList();
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
        this.out = out;
        absorbing = false;
        pass(h, segments, states, stride, offset);
    }

    /** As {@link #run}, for the states alone: nobody reads what the last layer would give. */
    public void absorb(float[] h, Segments segments, float[] states, int stride, int offset) {
        absorbing = true;
        pass(h, segments, states, stride, offset);
    }

    private void pass(float[] h, Segments segments, float[] states, int stride, int offset) {
        this.h = h;
        this.segments = segments;
        this.states = states;
        this.stride = stride;
        this.offset = offset;
        running = segments.rows() > RowBlocks.ROWS ? runners.size() : 1;
        blockRows = RowBlocks.rows(segments.rows(), running);
        wavefront.begin();
        if (running > 1) {
            threads.run(running, share);
        } else {
            share(0);
        }
    }

    private void share(int number) {
        try {
            runners.get(number).run(number);
        } catch (RuntimeException | Error e) {
            wavefront.abandon();
            throw e;
        }
    }

    /** A thread's place among the blocks, and its working memory. */
    private final class Runner {
        private final RowBlocks blocks = new RowBlocks();
        private final Scratch block = new Scratch();
        private Activations tape = Activations.of(1, width, complex / 2);

        /** Takes every block whose turn is this thread's. */
        void run(int number) {
            blocks.begin(segments, blockRows);
            for (int index = 0; blocks.next(); index++) {
                if (index % running == number) {
                    take(index);
                }
            }
        }

        private void take(int index) {
            int rows = blocks.segments().rows();
            if (tape.rows() < rows) {
                tape = Activations.of(Math.min(RowBlocks.ROWS, Scratch.grown(tape.rows(), rows)), width, complex / 2);
            }
            float[] part = block.floats(rows, width);
            System.arraycopy(h, blocks.firstRow() * width, part, 0, rows * width);
            for (int i = 0; i < layers.size(); i++) {
                wavefront.await(i, index);
                advance(i, part);
                wavefront.pass(i, index);
            }
            if (!absorbing) {
                kernels.layerNorm(part, rows, width, normWeight, normBias, tape.u());
                System.arraycopy(tape.u(), 0, out, blocks.firstRow() * width, rows * width);
            }
        }

        private void advance(int i, float[] part) {
            SsmLayer layer = layers.get(i);
            int at = blocks.firstSequence() * stride + offset + i * complex;
            if (absorbing && i == layers.size() - 1) {
                layer.absorb(kernels, part, blocks.segments(), states, stride, at, tape);
            } else {
                layer.forward(kernels, part, blocks.segments(), states, stride, at, tape);
            }
        }
    }
}

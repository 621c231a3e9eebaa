package io.rivulet.core.layers;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes of a {@link LayerStack} that threads share: each takes block after block of rows through all layers, in a
 * {@link ScanOrder}. A thread that others keep from its processor takes fewer.
 *
 * <p>What one thread does alone is not a case of this on purpose: with one loop for both, JVMs kept vectors on the heap
 * in a product far from here, in a third of those processes in which passes of many models had run.
 */
final class SharedPass {
    private final Kernels kernels;
    private final List<SsmLayer> layers;
    private final float[] normWeight;
    private final float[] normBias;
    private final int width;
    private final int complex;
    private final PassThreads threads;
    private final ScanOrder order;
    private final List<Runner> runners;
    private final IntConsumer share = this::share;

    // Of the pass that runs.
    private float[] h = {};
    private Segments segments = new Segments();
    private float[] states = {};
    private int stride;
    private int offset;
    private float @Nullable [] out;
    private int count;

    SharedPass(Kernels kernels, List<SsmLayer> layers, float[] normWeight, float[] normBias, PassThreads threads) {
        this.kernels = kernels;
        this.layers = layers;
        this.normWeight = normWeight;
        this.normBias = normBias;
        this.threads = threads;
        width = layers.get(0).skip().length;
        complex = 2 * layers.get(0).lambda().states();
        order = new ScanOrder(layers.size());
        runners =
                IntStream.range(0, threads.count()).mapToObj(i -> new Runner()).toList();
    }

    /** As {@link LayerStack#run}; where there is no {@code out}, as {@link LayerStack#absorb}. */
    void run(float[] h, Segments segments, float[] states, int stride, int offset, float @Nullable [] out) {
        this.h = h;
        this.segments = segments;
        this.states = states;
        this.stride = stride;
        this.offset = offset;
        this.out = out;
        count = RowBlocks.count(segments.rows(), runners.size());
        order.begin();
        threads.run(Math.min(runners.size(), count), share);
    }

    private void share(int number) {
        try {
            runners.get(number).run();
        } catch (RuntimeException | Error e) {
            order.abandon();
            throw e;
        }
    }

    /** A thread's place among the blocks, and its working memory. */
    private final class Runner {
        private final RowBlocks blocks = new RowBlocks();
        private final Scratch block = new Scratch();
        private Activations tape = Activations.overlaid(1, width, complex / 2);

        /** Takes block after block until none is left. */
        void run() {
            blocks.begin(segments, count);
            int at = -1;
            for (int index = order.take(); index < count; index = order.take()) {
                for (; at < index; at++) {
                    blocks.next();
                }
                pass(index);
            }
        }

        private void pass(int index) {
            int rows = blocks.segments().rows();
            if (tape.rows() < rows) {
                tape = Activations.overlaid(
                        Math.min(RowBlocks.SHARED, Scratch.grown(tape.rows(), rows)), width, complex / 2);
            }
            float[] part = block.floats(rows, width);
            System.arraycopy(h, blocks.firstRow() * width, part, 0, rows * width);
            for (int i = 0; i < layers.size(); i++) {
                layer(i, index, part);
            }
            if (out != null) {
                kernels.layerNorm(part, rows, width, normWeight, normBias, tape.u());
                System.arraycopy(tape.u(), 0, out, blocks.firstRow() * width, rows * width);
            }
        }

        private void layer(int i, int index, float[] part) {
            SsmLayer layer = layers.get(i);
            Segments own = blocks.segments();
            layer.drives(kernels, part, own.rows(), tape);
            order.await(i, index);
            layer.scan(kernels, own, states, stride, blocks.firstSegment() * stride + offset + i * complex, tape);
            order.scanned(i, index);
            if (out != null || i < layers.size() - 1) {
                layer.outputs(kernels, part, own.rows(), tape);
            }
        }
    }
}

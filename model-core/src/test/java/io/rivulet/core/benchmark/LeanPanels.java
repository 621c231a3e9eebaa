package io.rivulet.core.benchmark;

import io.rivulet.core.model.ModelConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The decoder's weights for {@link LeanStepLoop}: one array in the order of use, cut into panels [in, 4 vectors].
 *
 * @param stream begins at {@link #FIRST}
 * @param zeros as many as the widest product has outputs
 */
record LeanPanels(
        float[] stream,
        float[] embedBias,
        Layer[] layers,
        float[] normWeight,
        float[] normBias,
        float[] emissionBias,
        float[] zeros) {

    /** What a layer needs besides the stream. */
    record Layer(
            float[] real, float[] imaginary, float[] normWeight, float[] normBias, float[] skip, float[] mixBias) {}

    /**
     * Vectors that straddle cache lines halve the speed of the loop. G1 begins a large array at the begin of a region, so
     * that the first line after the array's header of 16 bytes is 12 floats away.
     */
    static final int FIRST = 12;

    private static final int LARGE = 1 << 22;
    private static final int PANEL = 4 * FloatVector.SPECIES_PREFERRED.length();

    static LeanPanels of(DecoderWeights weights) {
        ModelConfig config = weights.config();
        int width = config.width();
        int states = config.states();
        if (width % PANEL != 0 || states % PANEL != 0 || config.latents().inputs() % 2 != 0) {
            throw new IllegalArgumentException("the step loop needs width and states in multiples of " + PANEL
                    + " and an even number of latents, got " + width + ", " + states + " and "
                    + config.latents().inputs()
                    + "; choose others");
        }
        List<float[]> matrices = new ArrayList<>();
        matrices.add(panels(weights.embed(), width, config.latents().inputs()));
        for (DecoderWeights.Layer layer : weights.layers()) {
            matrices.add(panels(layer.drive(), 2 * states, width));
            matrices.add(panels(layer.readout(), width, 2 * states));
            matrices.add(panels(layer.mix(), 2 * width, width));
        }
        matrices.add(panels(weights.emission(), config.frame(), width));
        int frame = padded(config.frame());
        return new LeanPanels(
                joined(matrices),
                weights.embedBias(),
                layers(weights.layers()),
                weights.normWeight(),
                weights.normBias(),
                Arrays.copyOf(weights.emissionBias(), frame),
                new float[Math.max(frame, 2 * Math.max(width, states))]);
    }

    private static Layer[] layers(List<DecoderWeights.Layer> layers) {
        return layers.stream()
                .map(layer -> new Layer(
                        layer.lambda().real(),
                        layer.lambda().imaginary(),
                        layer.normWeight(),
                        layer.normBias(),
                        layer.skip(),
                        layer.mixBias()))
                .toArray(Layer[]::new);
    }

    /** [out, in] in panels, the last filled up with zeros. */
    private static float[] panels(float[] matrix, int out, int in) {
        float[] panels = new float[padded(out) * in];
        for (int o = 0; o < out; o++) {
            int to = o / PANEL * PANEL * in + o % PANEL;
            for (int i = 0; i < in; i++) {
                panels[to + i * PANEL] = matrix[o * in + i];
            }
        }
        return panels;
    }

    private static int padded(int out) {
        return (out + PANEL - 1) / PANEL * PANEL;
    }

    private static float[] joined(List<float[]> matrices) {
        int total = matrices.stream().mapToInt(matrix -> matrix.length).sum();
        float[] stream = new float[Math.max(LARGE, FIRST + total)];
        int at = FIRST;
        for (float[] matrix : matrices) {
            System.arraycopy(matrix, 0, stream, at, matrix.length);
            at += matrix.length;
        }
        return stream;
    }
}

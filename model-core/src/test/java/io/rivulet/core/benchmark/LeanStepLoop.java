package io.rivulet.core.benchmark;

import io.rivulet.core.model.ModelConfig;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The emitting decoder as the leanest loop over steps: what a pass over a block has to beat. A step goes through all
 * layers and streams all weights once, front to back, out of one array packed in the order of use; what is left of a
 * layer are four short passes over vectors that never leave the first-level cache. Nothing is allocated.
 *
 * <p>Holding a product's sums in registers through the recurrence, the gelu and the gate as well was tried, and is a
 * quarter slower: the compiler runs out of registers.
 */
final class LeanStepLoop {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private final int latent;
    private final int width;
    private final int states;
    private final int frame;
    private final LeanPanels panels;
    private final float[] w;
    private final float[] h;
    private final float[] u;
    private final float[] g;
    private final float[] out;

    LeanStepLoop(DecoderWeights weights) {
        ModelConfig config = weights.config();
        latent = config.latents().inputs();
        width = config.width();
        states = config.states();
        frame = config.frame();
        panels = LeanPanels.of(weights);
        w = panels.stream();
        h = new float[width];
        u = new float[width];
        g = new float[width];
        out = new float[panels.zeros().length];
    }

    /**
     * All steps, one by one.
     *
     * @param z [steps, D]
     * @param state [layers, 2P], before the first step, and then after the last
     * @param logits [steps, F]
     */
    void run(float[] z, int steps, float[] state, float[] logits) {
        float[] zeros = panels.zeros();
        for (int t = 0; t < steps; t++) {
            int at = linear(LeanPanels.FIRST, z, t * latent, latent, panels.embedBias(), width, h);
            int x = 0;
            for (LeanPanels.Layer layer : panels.layers()) {
                normalise(layer.normWeight(), layer.normBias());
                at = linear(at, u, 0, width, zeros, 2 * states, out);
                advance(layer, state, x);
                at = linear(at, state, x, 2 * states, zeros, width, out);
                gelu(layer.skip());
                at = linear(at, g, 0, width, layer.mixBias(), 2 * width, out);
                gate();
                x += 2 * states;
            }
            normalise(panels.normWeight(), panels.normBias());
            linear(at, u, 0, width, panels.emissionBias(), frame, out);
            System.arraycopy(out, 0, logits, t * frame, frame);
        }
    }

    /**
     * {@code y = w * x + bias} with the weights from {@code at}: four vectors of outputs in registers, in two interleaved
     * sums each to cover the latency of the multiply-adds. Returns where the next weights begin.
     */
    private int linear(int at, float[] x, int from, int in, float[] bias, int outputs, float[] y) {
        for (int o = 0; o < outputs; o += 4 * W) {
            FloatVector a0 = load(bias, o);
            FloatVector a1 = load(bias, o + W);
            FloatVector a2 = load(bias, o + 2 * W);
            FloatVector a3 = load(bias, o + 3 * W);
            FloatVector b0 = FloatVector.zero(S);
            FloatVector b1 = b0;
            FloatVector b2 = b0;
            FloatVector b3 = b0;
            for (int i = 0; i < in; i += 2) {
                FloatVector even = FloatVector.broadcast(S, x[from + i]);
                FloatVector odd = FloatVector.broadcast(S, x[from + i + 1]);
                a0 = even.fma(load(w, at), a0);
                a1 = even.fma(load(w, at + W), a1);
                a2 = even.fma(load(w, at + 2 * W), a2);
                a3 = even.fma(load(w, at + 3 * W), a3);
                b0 = odd.fma(load(w, at + 4 * W), b0);
                b1 = odd.fma(load(w, at + 5 * W), b1);
                b2 = odd.fma(load(w, at + 6 * W), b2);
                b3 = odd.fma(load(w, at + 7 * W), b3);
                at += 8 * W;
            }
            a0.add(b0).intoArray(y, o);
            a1.add(b1).intoArray(y, o + W);
            a2.add(b2).intoArray(y, o + 2 * W);
            a3.add(b3).intoArray(y, o + 3 * W);
        }
        return at;
    }

    /** {@code u = LayerNorm(h)}. */
    private void normalise(float[] weight, float[] bias) {
        FloatVector sum = FloatVector.zero(S);
        FloatVector squares = sum;
        for (int i = 0; i < width; i += W) {
            FloatVector v = load(h, i);
            sum = sum.add(v);
            squares = v.fma(v, squares);
        }
        float mean = sum.reduceLanes(VectorOperators.ADD) / width;
        float variance = squares.reduceLanes(VectorOperators.ADD) / width - mean * mean;
        float scale = 1 / (float) Math.sqrt(variance + 1e-5f);
        for (int i = 0; i < width; i += W) {
            load(h, i).sub(mean).mul(scale).fma(load(weight, i), load(bias, i)).intoArray(u, i);
        }
    }

    /** {@code x = lambda * x + out}. */
    private void advance(LeanPanels.Layer layer, float[] state, int x) {
        for (int i = 0; i < states; i += W) {
            FloatVector re = load(state, x + i);
            FloatVector im = load(state, x + states + i);
            FloatVector a = load(layer.real(), i);
            FloatVector b = load(layer.imaginary(), i);
            a.fma(re, load(out, i).sub(b.mul(im))).intoArray(state, x + i);
            a.fma(im, b.fma(re, load(out, states + i))).intoArray(state, x + states + i);
        }
    }

    /** {@code g = gelu(out + D * u)}. */
    private void gelu(float[] skip) {
        for (int i = 0; i < width; i += W) {
            LeanMath.gelu(load(skip, i).fma(load(u, i), load(out, i))).intoArray(g, i);
        }
    }

    /** {@code h += out[:H] * sigmoid(out[H:])}. */
    private void gate() {
        for (int i = 0; i < width; i += W) {
            FloatVector open = LeanMath.sigmoid(load(out, width + i));
            load(out, i).fma(open, load(h, i)).intoArray(h, i);
        }
    }

    private static FloatVector load(float[] from, int at) {
        return FloatVector.fromArray(S, from, at);
    }
}

package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Elementary;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * State-space layers (those of {@code layers.SsmLayer}) for one sequence, one step at a time, as lean as we can. A step
 * goes through all layers and reads all weights once, front to back; what is left of a layer are four short passes over
 * vectors that never leave the first-level cache. Nothing is allocated.
 *
 * <p>Holding a product's sums in registers through the recurrence, the gelu and the gate as well was tried, and is a
 * quarter slower: the compiler runs out of registers. Passes that other loops could share, over rows from an offset,
 * are a tenth slower.
 */
public final class S5Loop {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private final WeightStream stream;
    private final Layer[] layers;
    private final float[] normWeight;
    private final float[] normBias;
    private final int width;
    private final int states;
    private final float[] h;
    private final float[] u;
    private final float[] g;
    private final float[] out;
    private final float[] zeros;

    /**
     * One layer.
     *
     * @param driveAt where gamma * B begins in the stream, [2 * states, width]
     * @param x the state, [2 * states], which moves on
     * @param readoutAt of C, [width, 2 * states]
     * @param mixAt of W, [2 * width, width]
     */
    public record Layer(
            float[] normWeight,
            float[] normBias,
            int driveAt,
            Diagonal lambda,
            float[] x,
            int readoutAt,
            float[] skip,
            int mixAt,
            float[] mixBias) {}

    /** Whether the loop can do layers of this size. */
    public static boolean takes(int width, int states) {
        return WeightStream.isWhole(width) && WeightStream.isWhole(states);
    }

    public S5Loop(WeightStream stream, List<Layer> layers, float[] normWeight, float[] normBias) {
        this.stream = stream;
        this.layers = layers.toArray(Layer[]::new);
        this.normWeight = normWeight;
        this.normBias = normBias;
        width = normWeight.length;
        states = layers.get(0).lambda().states();
        h = new float[width];
        u = new float[width];
        g = new float[width];
        zeros = new float[2 * Math.max(width, states)];
        out = new float[zeros.length];
    }

    /** {@code row} [width]: from what comes into the first layer to the normalised output of the last, in place. */
    public void step(float[] row) {
        System.arraycopy(row, 0, h, 0, width);
        for (Layer layer : layers) {
            normalise(layer.normWeight(), layer.normBias());
            stream.panels(layer.driveAt(), u, 0, width, zeros, 2 * states, out, 0);
            advance(layer);
            stream.panels(layer.readoutAt(), layer.x(), 0, 2 * states, zeros, width, out, 0);
            gelu(layer.skip());
            stream.panels(layer.mixAt(), g, 0, width, layer.mixBias(), 2 * width, out, 0);
            gate();
        }
        normalise(normWeight, normBias);
        System.arraycopy(u, 0, row, 0, width);
    }

    /** {@code u = LayerNorm(h)}. */
    private void normalise(float[] weight, float[] bias) {
        FloatVector sum = FloatVector.zero(S);
        FloatVector squares = sum;
        for (int i = 0; i < width; i += W) {
            FloatVector v = fromArray(S, h, i);
            sum = sum.add(v);
            squares = v.fma(v, squares);
        }
        float mean = sum.reduceLanes(VectorOperators.ADD) / width;
        float variance = squares.reduceLanes(VectorOperators.ADD) / width - mean * mean;
        float scale = 1 / (float) Math.sqrt(variance + Elementary.NORM_EPSILON);
        for (int i = 0; i < width; i += W) {
            fromArray(S, h, i)
                    .sub(mean)
                    .mul(scale)
                    .fma(fromArray(S, weight, i), fromArray(S, bias, i))
                    .intoArray(u, i);
        }
    }

    /** {@code x = lambda * x + out}. */
    private void advance(Layer layer) {
        float[] x = layer.x();
        float[] real = layer.lambda().real();
        float[] imaginary = layer.lambda().imaginary();
        for (int i = 0; i < states; i += W) {
            FloatVector re = fromArray(S, x, i);
            FloatVector im = fromArray(S, x, states + i);
            FloatVector a = fromArray(S, real, i);
            FloatVector b = fromArray(S, imaginary, i);
            a.fma(re, fromArray(S, out, i).sub(b.mul(im))).intoArray(x, i);
            a.fma(im, b.fma(re, fromArray(S, out, states + i))).intoArray(x, states + i);
        }
    }

    /** {@code g = gelu(out + D * u)}. */
    private void gelu(float[] skip) {
        for (int i = 0; i < width; i += W) {
            fromArray(S, skip, i).fma(fromArray(S, u, i), fromArray(S, out, i)).intoArray(g, i);
            LeanElementary.gelu(g, i);
        }
    }

    /** {@code h += out[:H] * sigmoid(out[H:])}. */
    private void gate() {
        for (int i = 0; i < width; i += W) {
            LeanElementary.sigmoid(out, width + i);
            FloatVector open = fromArray(S, out, width + i);
            fromArray(S, out, i).fma(open, fromArray(S, h, i)).intoArray(h, i);
        }
    }
}

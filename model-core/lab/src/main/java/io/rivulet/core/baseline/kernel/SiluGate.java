package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.adjoint.Adjoints;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@code g = y * silu(z)} and its adjoint: y and g [rows, width], z the last {@code width} of [rows, 2 * width]. */
public final class SiluGate {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private SiluGate() {}

    public static void forward(float[] y, float[] z, int rows, int width, float[] g) {
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            for (int i = 0; i < width; i += W) {
                FloatVector gate = fromArray(S, z, 2 * at + width + i);
                FloatVector value = fromArray(S, y, at + i);
                gate.intoArray(g, at + i);
                LeanElementary.sigmoid(g, at + i);
                value.mul(gate).mul(fromArray(S, g, at + i)).intoArray(g, at + i);
            }
        }
    }

    /** From the gradient of g, in place to that of y, and to that of z in its half of dz; computes g again. */
    public static void backward(float[] y, float[] z, int rows, int width, float[] d, float[] dz, float[] g) {
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            for (int i = 0; i < width; i += W) {
                FloatVector gate = fromArray(S, z, 2 * at + width + i);
                FloatVector value = fromArray(S, y, at + i);
                FloatVector out = fromArray(S, d, at + i);
                gate.intoArray(g, at + i);
                LeanElementary.sigmoid(g, at + i);
                FloatVector open = fromArray(S, g, at + i);
                FloatVector silu = gate.mul(open);
                // silu' = open * (1 + z * (1 - open)) = open + silu * (1 - open)
                FloatVector slope = silu.fma(open.neg().add(1f), open);
                value.mul(silu).intoArray(g, at + i);
                Adjoints.settle(out.mul(value).mul(slope)).intoArray(dz, 2 * at + width + i);
                Adjoints.settle(out.mul(silu)).intoArray(d, at + i);
            }
        }
    }

    /** The derivative of silu, of the vector at y[i], in place. */
    static void slope(float[] y, int i) {
        FloatVector x = fromArray(S, y, i);
        LeanElementary.sigmoid(y, i);
        FloatVector open = fromArray(S, y, i);
        x.mul(open).fma(open.neg().add(1f), open).intoArray(y, i);
    }
}

package io.rivulet.core.baseline.kernel;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.LaneSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exact gelu between two linear maps in training: {@code g = gelu(y)} over {@code count} values, and its adjoint.
 */
public final class GeluPass {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final float INVERSE_SQRT_TWO_PI = 0.3989422804f;

    private GeluPass() {}

    public static void forward(float[] y, int count, float[] g) {
        for (int i = 0; i < count; i += W) {
            FloatVector.fromArray(S, y, i).intoArray(g, i);
            LeanElementary.gelu(g, i);
        }
    }

    /** From the gradient of g, in place, to that of y; computes g again, so that nobody has to keep it. */
    public static void backward(float[] y, int count, float[] d, float[] g) {
        float[] lanes = LaneSum.lanes();
        for (int i = 0; i < count; i += W) {
            FloatVector x = FloatVector.fromArray(S, y, i);
            LeanElementary.normalCumulative(y, i, g, i);
            FloatVector cumulative = FloatVector.fromArray(S, g, i);
            x.mul(x).mul(-0.5f).intoArray(lanes, 0);
            LeanElementary.exp(lanes, 0);
            FloatVector density = FloatVector.fromArray(S, lanes, 0).mul(INVERSE_SQRT_TWO_PI);
            x.mul(cumulative).intoArray(g, i);
            Adjoints.settle(FloatVector.fromArray(S, d, i).mul(x.fma(density, cumulative)))
                    .intoArray(d, i);
        }
    }
}

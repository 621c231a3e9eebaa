package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What a network that takes one symbol at a time does between its products, as lean as we can: to 1e-6, nothing
 * allocated, widths in multiples of {@link Adjoints#ALIGNMENT}. Rows are sequences side by side.
 */
public final class StepKernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private StepKernels() {}

    /** {@code u = LayerNorm(h)}, both [rows, width]; may be the same array. */
    public static void normalise(float[] h, int rows, int width, float[] weight, float[] bias, float[] u) {
        for (int at = 0; at < rows * width; at += width) {
            FloatVector sum = FloatVector.zero(S);
            FloatVector squares = sum;
            for (int i = 0; i < width; i += W) {
                FloatVector v = fromArray(S, h, at + i);
                sum = sum.add(v);
                squares = v.fma(v, squares);
            }
            float mean = sum.reduceLanes(VectorOperators.ADD) / width;
            float variance = squares.reduceLanes(VectorOperators.ADD) / width - mean * mean;
            float scale = 1 / (float) Math.sqrt(variance + Elementary.NORM_EPSILON);
            for (int i = 0; i < width; i += W) {
                fromArray(S, h, at + i)
                        .sub(mean)
                        .mul(scale)
                        .fma(fromArray(S, weight, i), fromArray(S, bias, i))
                        .intoArray(u, at + i);
            }
        }
    }

    /** {@code y = gelu(y)} over {@code count} values. */
    public static void gelu(float[] y, int count) {
        for (int i = 0; i < count; i += W) {
            LeanElementary.gelu(y, i);
        }
    }

    /** {@code h += y} over {@code count} values. */
    public static void add(float[] y, int count, float[] h) {
        for (int i = 0; i < count; i += W) {
            fromArray(S, h, i).add(fromArray(S, y, i)).intoArray(h, i);
        }
    }
}

package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.LaneSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The step sizes of Mamba (arXiv 2312.00752): {@code delta = softplus(W low + bias)}, W [inner, rank] of low rank, and
 * the adjoint. {@code low} are {@code rank} numbers of each row of {@code selected}, [rows, row], from column {@code
 * column}.
 */
public final class SelectiveDelta {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private final int inner;
    private final int rank;
    private final int row;
    private final int column;
    private final float[] weight;
    private final float[] bias;
    private final float[] dWeight;

    public SelectiveDelta(int inner, int rank, int row, int column) {
        this.inner = inner;
        this.rank = rank;
        this.row = row;
        this.column = column;
        weight = new float[rank * inner];
        bias = new float[inner];
        dWeight = new float[rank * inner];
    }

    /** Takes W, [inner, rank], and the bias, [inner], from the given offsets. */
    public void refresh(float[] weights, int weightAt, float[] biases, int biasAt) {
        for (int e = 0; e < inner; e++) {
            for (int r = 0; r < rank; r++) {
                weight[r * inner + e] = weights[weightAt + e * rank + r];
            }
        }
        System.arraycopy(biases, biasAt, bias, 0, inner);
    }

    /** delta: [rows, inner]. */
    public void forward(float[] selected, int rows, float[] delta) {
        for (int i = 0; i < rows; i++) {
            int low = i * row + column;
            for (int e = 0; e < inner; e += W) {
                FloatVector sum = fromArray(S, bias, e);
                for (int r = 0; r < rank; r++) {
                    sum = fromArray(S, weight, r * inner + e).fma(FloatVector.broadcast(S, selected[low + r]), sum);
                }
                sum.intoArray(delta, i * inner + e);
                LeanElementary.softplus(delta, i * inner + e);
            }
        }
    }

    /**
     * From {@code dDelta} [rows, inner], which is overwritten, to the gradient of {@code low} in {@code dSelected};
     * adds to those of W and the bias.
     */
    public void backward(
            float[] selected,
            float[] delta,
            float[] dDelta,
            int rows,
            float[] dSelected,
            float[] gradients,
            int weightAt,
            int biasAt) {
        java.util.Arrays.fill(dWeight, 0f);
        for (int i = 0; i < rows; i++) {
            int at = i * inner;
            beforeSoftplus(delta, dDelta, at);
            for (int r = 0; r < rank; r++) {
                FloatVector low = FloatVector.broadcast(S, selected[i * row + column + r]);
                FloatVector sum = FloatVector.zero(S);
                for (int e = 0, k = r * inner; e < inner; e += W, k += W) {
                    FloatVector d = fromArray(S, dDelta, at + e);
                    sum = d.fma(fromArray(S, weight, k), sum);
                    d.fma(low, fromArray(S, dWeight, k)).intoArray(dWeight, k);
                }
                dSelected[i * row + column + r] = sum.reduceLanes(VectorOperators.ADD);
            }
        }
        Adjoints.addColumnSums(dDelta, rows, inner, gradients, biasAt);
        for (int e = 0; e < inner; e++) {
            for (int r = 0; r < rank; r++) {
                gradients[weightAt + e * rank + r] += dWeight[r * inner + e];
            }
        }
    }

    /** The derivative of softplus is sigmoid, which is 1 - exp(-softplus). */
    private void beforeSoftplus(float[] delta, float[] dDelta, int at) {
        float[] lanes = LaneSum.lanes();
        for (int e = at; e < at + inner; e += W) {
            fromArray(S, delta, e).neg().intoArray(lanes, 0);
            LeanElementary.exp(lanes, 0);
            FloatVector slope = fromArray(S, lanes, 0).neg().add(1f);
            fromArray(S, dDelta, e).mul(slope).intoArray(dDelta, e);
        }
    }
}

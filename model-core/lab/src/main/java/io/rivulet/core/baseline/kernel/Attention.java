package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Elementary;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Causal attention with several heads (arXiv 1706.03762) over whole sequences, and its adjoint. Queries meet keys tile
 * by tile; each tile rescales what the tiles before it gave, and the backward pass computes the weights again from the
 * logarithm of each query's normaliser (arXiv 2205.14135), so that memory grows with the length and not with its
 * square.
 *
 * <p>A row of the input holds queries, keys and values, [3 * width], of which a head has {@code width / heads} each, a
 * multiple of {@link Adjoints#ALIGNMENT}. Scores are in powers of two. One per thread.
 */
public final class Attention {
    /** Queries and keys of a tile: whole groups of six rows and whole pairs of vectors, for the matrix product. */
    private static final int TILE = 96;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final float LN_2 = (float) StrictMath.log(2);
    /** The score of a key that a query may not see. */
    private static final float NEVER = -1e30f;

    private final int width;
    private final int heads;
    private final int depth;
    private final int steps;
    private final float scale;
    private final float[] keys;
    private final float[] values;
    private final float[] keysAcross;
    private final float[] valuesAcross;
    private final float[] dKeys;
    private final float[] dValues;
    private final float[] query;
    private final float[] result;
    private final float[] dQuery;
    private final float[] weights = new float[TILE * TILE];
    private final float[] dWeights = new float[TILE * TILE];
    private final float[] most = new float[TILE];
    private final float[] sums = new float[TILE * W];

    /** For sequences of {@code steps} positions. */
    public Attention(int width, int heads, int steps) {
        this.width = width;
        this.heads = heads;
        this.steps = steps;
        depth = width / heads;
        scale = 1 / (float) Math.sqrt(depth);
        // Beyond the last position all of these stay zero.
        int padded = (steps + TILE - 1) / TILE * TILE * depth;
        keys = new float[padded];
        values = new float[padded];
        keysAcross = new float[padded];
        valuesAcross = new float[padded];
        dKeys = new float[padded];
        dValues = new float[padded];
        query = new float[TILE * depth];
        result = new float[TILE * depth];
        dQuery = new float[TILE * depth];
    }

    /**
     * in [batch * steps, 3 * width] to out [.., width]; leaves each query's normaliser in {@code logs}, [.., heads].
     */
    public void forward(float[] in, int batch, float[] out, float[] logs) {
        for (int b = 0; b < batch; b++) {
            for (int head = 0; head < heads; head++) {
                int column = head * depth;
                take(in, b, width + column, keys);
                take(in, b, 2 * width + column, values);
                across(keys, keysAcross);
                for (int first = 0; first < steps; first += TILE) {
                    int count = Math.min(TILE, steps - first);
                    int row = b * steps + first;
                    copy(in, row, 3 * width, column, count, scale / LN_2, query);
                    Arrays.fill(result, 0f);
                    Arrays.fill(most, NEVER);
                    Arrays.fill(sums, 0f);
                    for (int tile = 0; tile <= first; tile += TILE) {
                        score(count, tile, tile == first);
                        for (int i = 0; i < count; i++) {
                            soften(i);
                        }
                        Adjoints.addTimes(weights, count, TILE, values, tile * depth, depth, result);
                    }
                    finish(row, count, head, out, logs);
                }
            }
        }
    }

    /** The scores of a tile of queries on a tile of keys, those after the query excepted. */
    private void score(int count, int tile, boolean diagonal) {
        Adjoints.times(query, count, depth, keysAcross, tile * depth, TILE, weights);
        if (diagonal) {
            for (int i = 0; i < count; i++) {
                Arrays.fill(weights, i * TILE + i + 1, (i + 1) * TILE, NEVER);
            }
        }
    }

    /** Query {@code i}: from the scores of a tile to its weights, beside the results and sums of the tiles before. */
    private void soften(int i) {
        float top = Math.max(most[i], highest(i * TILE));
        float shrink = Elementary.exp(LN_2 * (most[i] - top));
        most[i] = top;
        weigh(i * TILE, top, i * W, shrink);
        for (int k = i * depth; k < (i + 1) * depth; k += W) {
            fromArray(S, result, k).mul(shrink).intoArray(result, k);
        }
    }

    private float highest(int at) {
        FloatVector max = fromArray(S, weights, at);
        for (int k = at + W; k < at + TILE; k += W) {
            max = max.max(fromArray(S, weights, k));
        }
        return max.reduceLanes(VectorOperators.MAX);
    }

    private void weigh(int at, float top, int sumAt, float shrink) {
        FloatVector sum = fromArray(S, sums, sumAt).mul(shrink);
        for (int k = at; k < at + TILE; k += W) {
            fromArray(S, weights, k).sub(top).intoArray(weights, k);
            LeanElementary.power(weights, k);
            sum = sum.add(fromArray(S, weights, k));
        }
        sum.intoArray(sums, sumAt);
    }

    private void finish(int row, int count, int head, float[] out, float[] logs) {
        for (int i = 0; i < count; i++) {
            float sum = fromArray(S, sums, i * W).reduceLanes(VectorOperators.ADD);
            logs[(row + i) * heads + head] = most[i] + (float) (StrictMath.log(sum) / LN_2);
            int to = (row + i) * width + head * depth;
            for (int k = 0; k < depth; k += W) {
                fromArray(S, result, i * depth + k).div(sum).intoArray(out, to + k);
            }
        }
    }

    /** After {@link #forward}: from {@code dOut}, laid out as out, to {@code dIn}, laid out as in. */
    public void backward(float[] in, float[] out, float[] logs, float[] dOut, int batch, float[] dIn) {
        for (int b = 0; b < batch; b++) {
            for (int head = 0; head < heads; head++) {
                int column = head * depth;
                take(in, b, width + column, keys);
                take(in, b, 2 * width + column, values);
                across(keys, keysAcross);
                across(values, valuesAcross);
                Arrays.fill(dKeys, 0f);
                Arrays.fill(dValues, 0f);
                for (int first = 0; first < steps; first += TILE) {
                    int count = Math.min(TILE, steps - first);
                    int row = b * steps + first;
                    copy(in, row, 3 * width, column, count, scale / LN_2, query);
                    copy(dOut, row, width, column, count, 1f, result);
                    Arrays.fill(dQuery, 0f);
                    for (int tile = 0; tile <= first; tile += TILE) {
                        score(count, tile, tile == first);
                        backward(row, count, tile, head, out, logs);
                    }
                    give(dQuery, count, scale, dIn, row, column);
                }
                give(dKeys, steps, LN_2, dIn, b * steps, width + column);
                give(dValues, steps, 1f, dIn, b * steps, 2 * width + column);
            }
        }
    }

    /**
     * One tile of queries on one of keys, whose scores are in {@code weights} and result's gradient in {@code result}.
     */
    private void backward(int row, int count, int tile, int head, float[] out, float[] logs) {
        int at = tile * depth;
        Adjoints.times(result, count, depth, valuesAcross, at, TILE, dWeights);
        for (int i = 0; i < count; i++) {
            float mean = dot(result, i * depth, out, (row + i) * width + head * depth);
            weighBackward(i * TILE, logs[(row + i) * heads + head], mean);
        }
        Adjoints.addTransposedTimes(weights, TILE, count, result, depth, dValues, at);
        Adjoints.addTransposedTimes(dWeights, TILE, count, query, depth, dKeys, at);
        Adjoints.addTimes(dWeights, count, TILE, keys, at, depth, dQuery);
    }

    /** A query's weights from its scores, and the gradient of the scores from that of the weights. */
    private void weighBackward(int at, float log, float mean) {
        for (int k = at; k < at + TILE; k += W) {
            fromArray(S, weights, k).sub(log).intoArray(weights, k);
            LeanElementary.power(weights, k);
            fromArray(S, dWeights, k).sub(mean).mul(fromArray(S, weights, k)).intoArray(dWeights, k);
        }
    }

    private float dot(float[] a, int aAt, float[] b, int bAt) {
        FloatVector sum = FloatVector.zero(S);
        for (int k = 0; k < depth; k += W) {
            sum = fromArray(S, a, aAt + k).fma(fromArray(S, b, bAt + k), sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /** The keys or values of a head, [steps, depth], from {@code column} on. */
    private void take(float[] in, int b, int column, float[] to) {
        copy(in, b * steps, 3 * width, column, steps, 1f, to);
    }

    private void copy(float[] from, int row, int rowWidth, int column, int count, float factor, float[] to) {
        for (int i = 0; i < count; i++) {
            int at = (row + i) * rowWidth + column;
            for (int k = 0; k < depth; k += W) {
                fromArray(S, from, at + k).mul(factor).intoArray(to, i * depth + k);
            }
        }
    }

    private void give(float[] from, int count, float factor, float[] dIn, int row, int column) {
        for (int i = 0; i < count; i++) {
            int at = (row + i) * 3 * width + column;
            for (int k = 0; k < depth; k += W) {
                fromArray(S, from, i * depth + k).mul(factor).intoArray(dIn, at + k);
            }
        }
    }

    /** From [steps, depth] to tiles of [depth, TILE]. */
    private void across(float[] rows, float[] tiles) {
        for (int t = 0; t < steps; t++) {
            int to = t / TILE * TILE * depth + t % TILE;
            for (int k = 0; k < depth; k++) {
                tiles[to + k * TILE] = rows[t * depth + k];
            }
        }
    }
}

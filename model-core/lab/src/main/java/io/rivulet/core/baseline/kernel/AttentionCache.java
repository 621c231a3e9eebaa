package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.numerics.Aligned;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The keys and values of all layers, heads and earlier positions, and causal attention (arXiv 1706.03762) one position
 * at a time. A head's keys lie in groups of one vector of positions, [groups, depth, lanes], so that scores are summed
 * lane by lane; its values lie in the order of positions, [positions, depth]. All memory is there from the start.
 */
public final class AttentionCache {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final float NEVER = -1e30f;

    private final int width;
    private final int heads;
    private final int batch;
    private final int depth;
    private final float scale;
    private final int room;
    private final float[] keys;
    private final float[] values;
    private final float[] weights;
    private final float[] query;

    /** For {@code batch} sequences of at most {@code length} positions. */
    public AttentionCache(int layers, int width, int heads, int batch, int length) {
        this.width = width;
        this.heads = heads;
        this.batch = batch;
        depth = width / heads;
        // Scores are in powers of two.
        scale = (float) (1 / (Math.sqrt(depth) * StrictMath.log(2)));
        int positions = (length + W - 1) / W * W;
        room = positions * depth;
        int all = Math.multiplyExact(Math.multiplyExact(layers, batch), Math.multiplyExact(heads, room));
        keys = Aligned.floats(all);
        values = Aligned.floats(all);
        weights = new float[positions];
        query = new float[depth];
    }

    /**
     * Keeps the keys and values of {@code position} and attends from its queries to all positions so far.
     *
     * @param in queries, keys and values, [batch, 3 * width]
     * @param out [batch, width]
     */
    public void step(int layer, int position, float[] in, float[] out) {
        for (int b = 0; b < batch; b++) {
            for (int head = 0; head < heads; head++) {
                int from = b * 3 * width + head * depth;
                int at = Aligned.FIRST + ((layer * batch + b) * heads + head) * room;
                keep(in, from, at, position);
                score(at, position);
                float sum = soften(position);
                for (int k = 0; k < depth; k += W) {
                    mix(at + k, position, 1 / sum, out, b * width + head * depth + k);
                }
            }
        }
    }

    private void keep(float[] in, int from, int at, int position) {
        int group = at + position / W * depth * W + position % W;
        for (int k = 0; k < depth; k++) {
            query[k] = in[from + k] * scale;
            keys[group + k * W] = in[from + width + k];
        }
        System.arraycopy(in, from + 2 * width, values, at + position * depth, depth);
    }

    /** Four groups side by side cover the latency of the multiply-adds. */
    private void score(int at, int position) {
        int size = depth * W;
        int g = 0;
        for (; g + 4 * W <= position + 1; g += 4 * W) {
            int from = at + g * depth;
            FloatVector a = FloatVector.zero(S);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            for (int k = 0; k < depth; k++, from += W) {
                FloatVector q = FloatVector.broadcast(S, query[k]);
                a = q.fma(fromArray(S, keys, from), a);
                b = q.fma(fromArray(S, keys, from + size), b);
                c = q.fma(fromArray(S, keys, from + 2 * size), c);
                d = q.fma(fromArray(S, keys, from + 3 * size), d);
            }
            a.intoArray(weights, g);
            b.intoArray(weights, g + W);
            c.intoArray(weights, g + 2 * W);
            d.intoArray(weights, g + 3 * W);
        }
        for (; g <= position; g += W) {
            int from = at + g * depth;
            FloatVector even = FloatVector.zero(S);
            FloatVector odd = even;
            for (int k = 0; k < depth; k += 2, from += 2 * W) {
                even = fromArray(S, keys, from).fma(FloatVector.broadcast(S, query[k]), even);
                odd = fromArray(S, keys, from + W).fma(FloatVector.broadcast(S, query[k + 1]), odd);
            }
            even.add(odd).intoArray(weights, g);
        }
        Arrays.fill(weights, position + 1, g, NEVER);
    }

    /** From scores to weights, of which it returns the sum. */
    private float soften(int position) {
        FloatVector max = fromArray(S, weights, 0);
        for (int i = W; i <= position; i += W) {
            max = max.max(fromArray(S, weights, i));
        }
        float top = max.reduceLanes(VectorOperators.MAX);
        FloatVector sum = FloatVector.zero(S);
        for (int i = 0; i <= position; i += W) {
            fromArray(S, weights, i).sub(top).intoArray(weights, i);
            LeanElementary.power(weights, i);
            sum = sum.add(fromArray(S, weights, i));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /** One vector of the weighted sum of values, from {@code at} on. */
    private void mix(int at, int position, float factor, float[] out, int to) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i + 3 <= position; i += 4, at += 4 * depth) {
            a = fromArray(S, values, at).fma(FloatVector.broadcast(S, weights[i]), a);
            b = fromArray(S, values, at + depth).fma(FloatVector.broadcast(S, weights[i + 1]), b);
            c = fromArray(S, values, at + 2 * depth).fma(FloatVector.broadcast(S, weights[i + 2]), c);
            d = fromArray(S, values, at + 3 * depth).fma(FloatVector.broadcast(S, weights[i + 3]), d);
        }
        for (; i <= position; i++, at += depth) {
            a = fromArray(S, values, at).fma(FloatVector.broadcast(S, weights[i]), a);
        }
        a.add(b).add(c.add(d)).mul(factor).intoArray(out, to);
    }
}

package io.rivulet.core.baseline.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.LaneSum;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The selective scan of Mamba (arXiv 2312.00752; zero-order hold for A, the simple rule for B) and its adjoint:
 *
 * <pre>
 * s_t[n] = exp(delta_t A[n]) s_(t-1)[n] + delta_t x_t B_t[n]      for each of the inner channels, n states each
 * y_t    = sum over n of C_t[n] s_t[n] + D x_t                    A = -exp(A_log)
 * </pre>
 *
 * x, delta and y: [rows, inner]. A row of {@code selected}, [rows, row], begins with B_t and C_t, [states] each.
 * Channels are the lanes, so nothing is summed across a vector but the gradients of B and C. One per thread.
 */
public final class SelectiveScan {
    /**
     * Steps between two states that are kept for the backward pass, which computes those between again: few enough for
     * the first-level cache.
     */
    private static final int CHUNK = 8;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final float LN_2 = (float) StrictMath.log(2);

    private final int inner;
    private final int states;
    private final int row;
    private final float[] rate;
    private final float[] skip;
    private final float[] state;
    private final float[] after;
    private final float[] decay;
    private final float[] carry;
    private final float[] dB;
    private final float[] dC;
    private final float[] dRate;
    private final float[] dSkip;

    /** @param row numbers in a row of {@code selected}, at least two for each state */
    public SelectiveScan(int inner, int states, int row) {
        this.inner = inner;
        this.states = states;
        this.row = row;
        rate = new float[states * inner];
        skip = new float[inner];
        state = new float[states * inner];
        after = new float[(CHUNK + 1) * states * W];
        decay = new float[CHUNK * states * W];
        carry = new float[states * inner];
        dB = new float[CHUNK * states * W];
        dC = new float[CHUNK * states * W];
        dRate = new float[states * inner];
        dSkip = new float[inner];
    }

    /** Takes A_log, [inner, states], and D, [inner], from the given offsets. */
    public void refresh(float[] log, int logAt, float[] skips, int skipAt) {
        for (int e = 0; e < inner; e++) {
            for (int n = 0; n < states; n++) {
                // For powers of two, which are cheaper than those of e.
                rate[n * inner + e] = (float) (-StrictMath.exp(log[logAt + e * states + n]) / StrictMath.log(2));
            }
        }
        System.arraycopy(skips, skipAt, skip, 0, inner);
    }

    /** Numbers that {@link #forward} keeps of {@code batch} sequences of {@code steps}. */
    public int kept(int batch, int steps) {
        return batch * chunks(steps) * states * inner;
    }

    private static int chunks(int steps) {
        return (steps + CHUNK - 1) / CHUNK;
    }

    /** Over [batch * steps] rows, each sequence from zero; {@code kept} holds what {@link #backward} needs. */
    public void forward(float[] x, float[] delta, float[] selected, int batch, int steps, float[] kept, float[] y) {
        int keep = 0;
        for (int b = 0; b < batch; b++) {
            Arrays.fill(state, 0f);
            for (int t = 0; t < steps; t++) {
                if (t % CHUNK == 0) {
                    System.arraycopy(state, 0, kept, keep, state.length);
                    keep += state.length;
                }
                step(x, delta, selected, b * steps + t, state, 0, y);
            }
        }
    }

    /** Row {@code r} alone, on the state [states, inner] from {@code at} of {@code state}, which moves on. */
    public void step(float[] x, float[] delta, float[] selected, int r, float[] state, int at, float[] y) {
        float[] lanes = LaneSum.lanes();
        int b = r * row;
        int c = b + states;
        for (int e = 0; e < inner; e += W) {
            FloatVector dt = fromArray(S, delta, r * inner + e);
            FloatVector in = fromArray(S, x, r * inner + e);
            FloatVector drive = dt.mul(in);
            FloatVector sum = fromArray(S, skip, e).mul(in);
            for (int n = 0, i = e; n < states; n++, i += inner) {
                dt.mul(fromArray(S, rate, i)).intoArray(lanes, 0);
                LeanElementary.power(lanes, 0);
                FloatVector next = fromArray(S, lanes, 0).fma(fromArray(S, state, at + i), drive.mul(selected[b + n]));
                next.intoArray(state, at + i);
                sum = next.fma(FloatVector.broadcast(S, selected[c + n]), sum);
            }
            sum.intoArray(y, r * inner + e);
        }
    }

    /**
     * After {@link #forward}, from dy [rows, inner] to dx and {@code dDelta}, same shape, and to the gradients of B and
     * C in {@code dSelected}, same shape as {@code selected}, of which the rest stays; adds to the gradients of A_log
     * and D.
     */
    public void backward(
            float[] x,
            float[] delta,
            float[] selected,
            float[] kept,
            float[] dy,
            int batch,
            int steps,
            float[] dx,
            float[] dDelta,
            float[] dSelected,
            float[] gradients,
            int logAt,
            int skipAt) {
        Arrays.fill(dRate, 0f);
        Arrays.fill(dSkip, 0f);
        int chunks = chunks(steps);
        for (int b = 0; b < batch; b++) {
            Arrays.fill(carry, 0f);
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                int first = b * steps + chunk * CHUNK;
                int count = Math.min(CHUNK, steps - chunk * CHUNK);
                int keep = (b * chunks + chunk) * states * inner;
                Arrays.fill(dB, 0f);
                Arrays.fill(dC, 0f);
                for (int e = 0; e < inner; e += W) {
                    again(x, delta, selected, kept, keep, first, count, e);
                    back(x, delta, selected, dy, first, count, e, dx, dDelta);
                }
                collect(first, count, dSelected);
            }
        }
        for (int e = 0; e < inner; e++) {
            for (int n = 0; n < states; n++) {
                int i = n * inner + e;
                gradients[logAt + e * states + n] += LN_2 * rate[i] * dRate[i];
            }
            gradients[skipAt + e] += dSkip[e];
        }
    }

    /** The decays of a chunk and the states after its steps, of one vector of channels. */
    private void again(
            float[] x, float[] delta, float[] selected, float[] kept, int keep, int first, int count, int e) {
        for (int n = 0; n < states; n++) {
            fromArray(S, kept, keep + n * inner + e).intoArray(after, n * W);
        }
        int width = states * W;
        for (int t = 0; t < count; t++) {
            int at = (first + t) * inner + e;
            int b = (first + t) * row;
            FloatVector dt = fromArray(S, delta, at);
            FloatVector drive = dt.mul(fromArray(S, x, at));
            for (int n = 0, i = t * width; n < states; n++, i += W) {
                dt.mul(fromArray(S, rate, n * inner + e)).intoArray(decay, i);
                LeanElementary.power(decay, i);
                FloatVector a = fromArray(S, decay, i);
                a.fma(fromArray(S, after, i), drive.mul(selected[b + n])).intoArray(after, i + width);
            }
        }
    }

    /** The chunk backwards, of the same channels. */
    private void back(
            float[] x,
            float[] delta,
            float[] selected,
            float[] dy,
            int first,
            int count,
            int e,
            float[] dx,
            float[] dDelta) {
        int width = states * W;
        FloatVector through = fromArray(S, skip, e);
        FloatVector dThrough = fromArray(S, dSkip, e);
        for (int t = count - 1; t >= 0; t--) {
            int at = (first + t) * inner + e;
            int b = (first + t) * row;
            FloatVector dt = fromArray(S, delta, at);
            FloatVector in = fromArray(S, x, at);
            FloatVector out = fromArray(S, dy, at);
            FloatVector drive = dt.mul(in);
            FloatVector dDrive = FloatVector.zero(S);
            FloatVector dExponent = dDrive;
            for (int n = 0, i = t * width, k = e; n < states; n++, i += W, k += inner) {
                FloatVector g = out.fma(FloatVector.broadcast(S, selected[b + states + n]), fromArray(S, carry, k));
                out.fma(fromArray(S, after, i + width), fromArray(S, dC, i)).intoArray(dC, i);
                g.fma(drive, fromArray(S, dB, i)).intoArray(dB, i);
                dDrive = g.fma(FloatVector.broadcast(S, selected[b + n]), dDrive);
                FloatVector before = Adjoints.settle(g.mul(fromArray(S, decay, i)));
                before.intoArray(carry, k);
                FloatVector exponent = before.mul(fromArray(S, after, i));
                dExponent = exponent.fma(fromArray(S, rate, k), dExponent);
                exponent.fma(dt, fromArray(S, dRate, k)).intoArray(dRate, k);
            }
            Adjoints.settle(dDrive.fma(dt, through.mul(out))).intoArray(dx, at);
            Adjoints.settle(dDrive.fma(in, dExponent.mul(LN_2))).intoArray(dDelta, at);
            dThrough = out.fma(in, dThrough);
        }
        dThrough.intoArray(dSkip, e);
    }

    private void collect(int first, int count, float[] dSelected) {
        for (int t = 0; t < count; t++) {
            int to = (first + t) * row;
            for (int n = 0; n < states; n++) {
                int i = (t * states + n) * W;
                dSelected[to + n] = fromArray(S, dB, i).reduceLanes(VectorOperators.ADD);
                dSelected[to + states + n] = fromArray(S, dC, i).reduceLanes(VectorOperators.ADD);
            }
        }
    }
}

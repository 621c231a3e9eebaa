package io.rivulet.core.adjoint;

import io.rivulet.core.numerics.Elementary;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.LaneSum;
import io.rivulet.core.numerics.RowNorm;
import io.rivulet.core.numerics.VectorElementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reverse-mode twins of the kernels, for training. A name ending in {@code Backward} takes the gradient of a result and
 * gives those of the operands; "adds" means that the target keeps what it held. Training needs the Vector API, so there
 * is no scalar twin: finite differences are the definition here. Widths of elementwise operations are multiples of
 * {@link #ALIGNMENT}, which spares every loop its tail.
 */
public final class Adjoints {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    /** What widths in training must be multiples of: the lanes of the widest vectors. */
    public static final int ALIGNMENT = 16;

    /** Rows of a result that is used at once, while the first-level cache has it. */
    private static final int BLOCK = 48;

    private static final float INVERSE_SQRT_TWO_PI = 0.3989422804f;

    /** Gradients below a 2^-24th of this become 0. */
    private static final float NOTHING = 0x1p-60f;

    private Adjoints() {}

    /**
     * Zero in place of a gradient that is nothing beside any that counts. Saturated gates and decaying states make
     * numbers below 2^-126 of them, with which a processor is a hundred times slower; they are rounded away here,
     * without a mask.
     */
    public static FloatVector settle(FloatVector gradient) {
        return gradient.add(NOTHING).sub(NOTHING);
    }

    /** {@link #settle} for one number. */
    public static float settle(float gradient) {
        return gradient + NOTHING - NOTHING;
    }

    /** {@code c = a * b}: a [rows, inner], b [inner, out] from {@code bOffset}, c [rows, out]. */
    public static void times(float[] a, int rows, int inner, float[] b, int bOffset, int out, float[] c) {
        RowMajorProduct.plain(a, rows, inner, b, bOffset, out, c, false);
    }

    /** {@code c += a * b}, shapes as in {@link #times}. */
    public static void addTimes(float[] a, int rows, int inner, float[] b, int bOffset, int out, float[] c) {
        RowMajorProduct.plain(a, rows, inner, b, bOffset, out, c, true);
    }

    /** Adds {@code a^T * b} to c: a [inner, rows], b [inner, out], c [rows, out] from {@code cOffset}. */
    public static void addTransposedTimes(float[] a, int rows, int inner, float[] b, int out, float[] c, int cOffset) {
        RowMajorProduct.transposed(a, rows, inner, b, out, c, cOffset);
    }

    /** Adds the sums over rows of a [rows, width], of any width, to {@code sums}, [width] from {@code offset}. */
    public static void addColumnSums(float[] a, int rows, int width, float[] sums, int offset) {
        int i = 0;
        for (; i + 4 * W <= width; i += 4 * W) {
            FloatVector s0 = FloatVector.fromArray(S, sums, offset + i);
            FloatVector s1 = FloatVector.fromArray(S, sums, offset + i + W);
            FloatVector s2 = FloatVector.fromArray(S, sums, offset + i + 2 * W);
            FloatVector s3 = FloatVector.fromArray(S, sums, offset + i + 3 * W);
            for (int row = 0, at = i; row < rows; row++, at += width) {
                s0 = s0.add(FloatVector.fromArray(S, a, at));
                s1 = s1.add(FloatVector.fromArray(S, a, at + W));
                s2 = s2.add(FloatVector.fromArray(S, a, at + 2 * W));
                s3 = s3.add(FloatVector.fromArray(S, a, at + 3 * W));
            }
            s0.intoArray(sums, offset + i);
            s1.intoArray(sums, offset + i + W);
            s2.intoArray(sums, offset + i + 2 * W);
            s3.intoArray(sums, offset + i + 3 * W);
        }
        for (; i + W <= width; i += W) {
            FloatVector sum = FloatVector.fromArray(S, sums, offset + i);
            for (int row = 0, at = i; row < rows; row++, at += width) {
                sum = sum.add(FloatVector.fromArray(S, a, at));
            }
            sum.intoArray(sums, offset + i);
        }
        for (; i < width; i++) {
            for (int row = 0, at = i; row < rows; row++, at += width) {
                sums[offset + i] += a[at];
            }
        }
    }

    /** Adds the sums over rows of {@code a * b}, both [rows, width], to {@code sums}, [width] from {@code offset}. */
    public static void addColumnDots(float[] a, float[] b, int rows, int width, float[] sums, int offset) {
        int i = 0;
        for (; i + 4 * W <= width; i += 4 * W) {
            FloatVector s0 = FloatVector.fromArray(S, sums, offset + i);
            FloatVector s1 = FloatVector.fromArray(S, sums, offset + i + W);
            FloatVector s2 = FloatVector.fromArray(S, sums, offset + i + 2 * W);
            FloatVector s3 = FloatVector.fromArray(S, sums, offset + i + 3 * W);
            for (int row = 0, at = i; row < rows; row++, at += width) {
                s0 = FloatVector.fromArray(S, a, at).fma(FloatVector.fromArray(S, b, at), s0);
                s1 = FloatVector.fromArray(S, a, at + W).fma(FloatVector.fromArray(S, b, at + W), s1);
                s2 = FloatVector.fromArray(S, a, at + 2 * W).fma(FloatVector.fromArray(S, b, at + 2 * W), s2);
                s3 = FloatVector.fromArray(S, a, at + 3 * W).fma(FloatVector.fromArray(S, b, at + 3 * W), s3);
            }
            s0.intoArray(sums, offset + i);
            s1.intoArray(sums, offset + i + W);
            s2.intoArray(sums, offset + i + 2 * W);
            s3.intoArray(sums, offset + i + 3 * W);
        }
        for (; i < width; i += W) {
            FloatVector sum = FloatVector.fromArray(S, sums, offset + i);
            for (int row = 0, at = i; row < rows; row++, at += width) {
                sum = FloatVector.fromArray(S, a, at).fma(FloatVector.fromArray(S, b, at), sum);
            }
            sum.intoArray(sums, offset + i);
        }
    }

    /** {@code c[row] = a[row] * scale}, elementwise over [rows, width]; scale: [width]. */
    public static void scaleColumns(float[] a, float[] scale, int rows, int width, float[] c) {
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            for (int i = 0; i < width; i += W) {
                FloatVector.fromArray(S, a, at + i)
                        .mul(FloatVector.fromArray(S, scale, i))
                        .intoArray(c, at + i);
            }
        }
    }

    /**
     * Of {@link Kernels#gate}: from dh [rows, width] and o to {@code dO} [rows, 2 * width]; dh stays the residual's.
     */
    public static void gateBackward(float[] o, float[] dh, int rows, int width, float[] dO) {
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            int from = 2 * at;
            for (int i = 0; i < width; i += W) {
                VectorElementary.sigmoid(o, from + width + i, dO, from + i);
                FloatVector open = FloatVector.fromArray(S, dO, from + i);
                FloatVector through = FloatVector.fromArray(S, dh, at + i).mul(open);
                settle(through).intoArray(dO, from + i);
                settle(through.mul(FloatVector.fromArray(S, o, from + i))
                                .mul(open.neg().add(1f)))
                        .intoArray(dO, from + width + i);
            }
        }
    }

    /** Of the gelu: multiplies {@code d[i]} by the derivative at {@code y[i]}, for i below {@code count}. */
    public static void geluBackward(float[] y, int count, float[] d) {
        float[] lanes = LaneSum.lanes();
        for (int i = 0; i < count; i += W) {
            FloatVector x = FloatVector.fromArray(S, y, i);
            x.mul(Elementary.SQRT_HALF).intoArray(lanes, 0);
            VectorElementary.erf(lanes, 0, lanes, 0);
            FloatVector cumulative = FloatVector.fromArray(S, lanes, 0).add(1f).mul(0.5f);
            x.mul(x).mul(-0.5f).intoArray(lanes, 0);
            VectorElementary.exp(lanes, 0, lanes, 0);
            FloatVector density = FloatVector.fromArray(S, lanes, 0).mul(INVERSE_SQRT_TWO_PI);
            settle(FloatVector.fromArray(S, d, i).mul(x.fma(density, cumulative)))
                    .intoArray(d, i);
        }
    }

    /**
     * Of {@link Kernels#layerNorm}: from h and du [rows, width], adds to dh [rows, width] and to the gradients of
     * weight and bias, [width] each from their offsets.
     */
    public static void layerNormBackward(
            float[] h,
            float[] du,
            int rows,
            int width,
            float[] weight,
            float[] dh,
            float[] gradients,
            int weightAt,
            int biasAt) {
        float[] lanes = new float[LaneSum.LANES];
        float[] dots = new float[LaneSum.LANES];
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            RowNorm.sums(h, at, width, lanes, 0);
            float mean = LaneSum.total(lanes) / width;
            RowNorm.squares(h, at, width, mean, lanes, 0);
            float scale = LaneSum.inverseDeviation(lanes, 0, width);
            FloatVector sum = FloatVector.zero(S);
            FloatVector dot = FloatVector.zero(S);
            for (int i = 0; i < width; i += W) {
                FloatVector d = FloatVector.fromArray(S, du, at + i);
                FloatVector normal =
                        FloatVector.fromArray(S, h, at + i).sub(mean).mul(scale);
                FloatVector through = d.mul(FloatVector.fromArray(S, weight, i));
                sum = sum.add(through);
                dot = through.fma(normal, dot);
                d.fma(normal, FloatVector.fromArray(S, gradients, weightAt + i)).intoArray(gradients, weightAt + i);
                d.add(FloatVector.fromArray(S, gradients, biasAt + i)).intoArray(gradients, biasAt + i);
            }
            LaneSum.clear(dots);
            dot.intoArray(dots, 0);
            float meanDot = LaneSum.total(dots) / width;
            LaneSum.clear(lanes);
            sum.intoArray(lanes, 0);
            float meanThrough = LaneSum.total(lanes) / width;
            for (int i = 0; i < width; i += W) {
                FloatVector normal =
                        FloatVector.fromArray(S, h, at + i).sub(mean).mul(scale);
                FloatVector.fromArray(S, du, at + i)
                        .mul(FloatVector.fromArray(S, weight, i))
                        .sub(meanThrough)
                        .sub(normal.mul(meanDot))
                        .fma(FloatVector.broadcast(S, scale), FloatVector.fromArray(S, dh, at + i))
                        .intoArray(dh, at + i);
            }
        }
    }

    /** {@code x = max(x, 0)}, i below {@code count}. */
    public static void relu(float[] x, int count) {
        for (int i = 0; i < count; i += W) {
            FloatVector.fromArray(S, x, i).max(0f).intoArray(x, i);
        }
    }

    /**
     * {@code x = (a * b) where x > 0, else 0}: the gradient before a relu, from that of a linear map of its result x
     * [rows, out]; a [rows, inner], b [inner, out] from {@code bOffset}.
     */
    public static void timesWhereOpen(float[] a, int rows, int inner, float[] b, int bOffset, int out, float[] x) {
        float[] product = new float[Math.min(rows, BLOCK) * out];
        for (int row = 0; row < rows; row += BLOCK) {
            int count = Math.min(BLOCK, rows - row);
            RowMajorProduct.plain(a, row * inner, count, inner, b, bOffset, out, product);
            for (int i = 0, at = row * out; i < count * out; i += W, at += W) {
                // 1 where x is above zero and 0 elsewhere, by way of a power of two: masks cost more than this.
                FloatVector open =
                        FloatVector.fromArray(S, x, at).min(0x1p-100f).mul(0x1p100f);
                FloatVector.fromArray(S, product, i).mul(open).intoArray(x, at);
            }
        }
    }

    /**
     * Of {@link Kernels#reluDot}, with {@code g} the gradient of its result: adds {@code g * w * (a > 0)} to da and
     * {@code g * relu(a)} to dw, from their offsets.
     */
    public static void reluDotBackward(
            float[] a, int aAt, float[] w, int wAt, float g, int count, float[] da, float[] dw, int dwAt) {
        for (int i = 0; i < count; i += W) {
            FloatVector x = FloatVector.fromArray(S, a, aAt + i);
            FloatVector active = x.max(0f);
            // 1 where x is above zero and 0 elsewhere, by way of a power of two: masks cost more than this.
            FloatVector open = active.min(0x1p-100f).mul(0x1p100f);
            FloatVector.fromArray(S, w, wAt + i)
                    .mul(g)
                    .fma(open, FloatVector.fromArray(S, da, i))
                    .intoArray(da, i);
            active.mul(g).add(FloatVector.fromArray(S, dw, dwAt + i)).intoArray(dw, dwAt + i);
        }
    }
}

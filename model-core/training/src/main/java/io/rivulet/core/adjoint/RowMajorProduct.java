package io.rivulet.core.adjoint;

import static io.rivulet.core.numerics.StridedProduct.INNER;
import static io.rivulet.core.numerics.StridedProduct.ROWS;
import static io.rivulet.core.numerics.StridedProduct.STRIPE;
import static io.rivulet.core.numerics.StridedProduct.copyStripe;
import static io.rivulet.core.numerics.StridedProduct.stripe;
import static io.rivulet.core.numerics.StridedProduct.stripes;

import io.rivulet.core.numerics.Scratch;
import java.util.Arrays;

/**
 * Products of row-major matrices, with one of them transposed or not: what gradients need. A last stripe that is not
 * full goes through a padded copy.
 */
final class RowMajorProduct {
    /** Of the threads that multiply, one each; a product runs on one thread from end to end. */
    private static final ThreadLocal<Pads> PADS = ThreadLocal.withInitial(Pads::new);

    /** Nothing, for chains that start from it. */
    private static final float[] ZEROS = new float[2 * STRIPE];

    /** Room for the padded copies of a last stripe. */
    private static final class Pads {
        private final Scratch ofB = new Scratch();
        private final Scratch ofC = new Scratch();
    }

    private RowMajorProduct() {}

    /**
     * {@code c = a * b}, or {@code c += a * b}: a [rows, inner], b [inner, out] from {@code bOffset}, c [rows, out].
     */
    static void plain(float[] a, int rows, int inner, float[] b, int bOffset, int out, float[] c, boolean add) {
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            for (int k = 0; k < inner; k += INNER) {
                int steps = Math.min(INNER, inner - k);
                int from = row * inner + k;
                rowMajor(a, from, inner, 1, count, steps, b, bOffset + k * out, out, c, row * out, add || k > 0);
            }
        }
    }

    /** {@code c = a * b}, shapes as above, a from {@code aOffset}. */
    static void plain(float[] a, int aOffset, int rows, int inner, float[] b, int bOffset, int out, float[] c) {
        rowMajor(a, aOffset, inner, 1, rows, inner, b, bOffset, out, c, 0, false);
    }

    /** {@code c += a^T * b}: a [inner, rows], b [inner, out], c [rows, out] from {@code cOffset}. */
    static void transposed(float[] a, int rows, int inner, float[] b, int out, float[] c, int cOffset) {
        for (int k = 0; k < inner; k += INNER) {
            int count = Math.min(INNER, inner - k);
            rowMajor(a, k * rows, 1, rows, rows, count, b, k * out, out, c, cOffset, true);
        }
    }

    private static void rowMajor(
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            int rows,
            int inner,
            float[] b,
            int bOffset,
            int out,
            float[] c,
            int cOffset,
            boolean add) {
        int whole = out - out % STRIPE;
        float[] init = add ? c : ZEROS;
        int from = add ? cOffset : 0;
        int next = add ? STRIPE : 0;
        int row = add ? out : 0;
        stripes(
                a, aOffset, aRow, aStep, b, bOffset, STRIPE, out, init, from, next, row, c, cOffset, out, rows, inner,
                whole);
        if (whole < out) {
            Pads pads = PADS.get();
            float[] panel = pads.ofB.floats(inner, STRIPE);
            copyStripe(b, bOffset + whole, out, panel, 0, STRIPE, inner, out - whole);
            float[] last = pads.ofC.floats(rows, STRIPE);
            if (add) {
                copyStripe(c, cOffset + whole, out, last, 0, STRIPE, rows, out - whole);
            } else {
                Arrays.fill(last, 0, rows * STRIPE, 0f);
            }
            stripe(a, aOffset, aRow, aStep, panel, 0, STRIPE, last, 0, STRIPE, last, 0, STRIPE, rows, inner);
            copyStripe(last, 0, STRIPE, c, cOffset + whole, out, rows, out - whole);
        }
    }
}
